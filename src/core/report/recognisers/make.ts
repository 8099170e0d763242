/** GNU make, BSD make, NMAKE and ninja. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { SIGNAL_WORDS_OF_C } from '../signal-in.ts';

/** `Error` of GNU make in its catalogues, https://translationproject.org/domain/make.html. */
const ERROR =
  '(?:Error|Erreur|Fehler|错误|錯誤|エラー|Ошибка|Errore|Erro|오류|Błąd|Fout|Fel|Chyba|Hata|Помилка)';
const MAKE =
  '(?:g|mingw32-|b|dmake|re)?make(?:\\.exe)?(?:\\[\\d+\\])?: \\*\\*\\* \\[(?:(?:[A-Za-z]:)?[^\\]:]{1,300}:\\d{1,9} ?: ?)?(?<step>[^\\]]{1,300})\\] ';

export const make: Recogniser = {
  family: 'make',
  rules: [
    // A make that passes on what the make below it ended with says Error 2.
    rule(new RegExp(`${MAKE}${ERROR} (?<code>2)\\b`, 'g'), { role: 'relayed' }),
    rule(new RegExp(`${MAKE}${ERROR} (?<code>-?\\d+)`, 'g'), { role: 'relays' }),
    rule(
      new RegExp(
        `${MAKE}(?<signal>${SIGNAL_WORDS_OF_C})(?: \\((?<core>core dumped)\\))?(?:: \\d+)?\\s*$`,
        'gi',
      ),
      {
        weakReason: true,
      },
    ),
    // BSD make.
    rule(/\*\*\* (?:\[(?<step>[^\]]{1,300})\] )?(?:Error code|Signal) (?<code>\d+)/g, {
      words: ['error code', 'signal'],
    }),
    rule(/NMAKE : fatal error U1077: '(?<step>[^']{1,300})' : return code '(?<code>0x[\da-f]+|\d+)'/g, {
      role: 'relays',
    }),
    // ninja 1.13: `FAILED: [code=137] src/a.o`.
    rule(/FAILED: \[code=(?<code>-?\d+)\] (?<step>\S+)/g, { role: 'relays' }),
  ],
};
