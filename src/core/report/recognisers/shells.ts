/** What shells print when a command dies of a signal, in English and in the languages of their catalogues. */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { codeOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { SIGNAL_PHRASES } from '../signal-in.ts';

/** What stands before a line's number in the languages of bash's catalogue: `line 3:`, `第 3 行:`, `3 行:`. */
const LINE = 'line |行 ?|第 ?|줄 |행 |ligne |Zeile |línea |riga |строка |linha |linia ';

/** Words that stand alone on too many lines that are no death: Hangup, Quit, Interrupt, 退出, 中断 and the like. */
const AMBIGUOUS =
  /^(?:hangup|interrupt|interrupted|quit|abort|kill|illegal|segv|broken pipe|i\/o possible|numerical|退出|中断|挂起|挂断|闹钟|中止|断开的管道|iot trap|beendet|complété|terminato|завершено|morto|abandon)$/;

const escaped = (phrases: readonly string[]): string =>
  phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '[ -]')).join('|');

const ANY = escaped(SIGNAL_PHRASES);
const CLEAR = escaped(SIGNAL_PHRASES.filter((phrase) => !AMBIGUOUS.test(phrase)));

/** `(core dumped)` in every catalogue is the same place in brackets. */
const CORE =
  "(?:\\s{0,30}\\((?<core>core dumped|core dump|coredump|dumped core|核心已转储|吐核|コアダンプ|コアダンプしました|Speicherabzug geschrieben|core generado|`core' generado|imagem do núcleo gravada|стек памяти сброшен на диск|образ памяти сброшен на диск|core dump creato|zrzut pamięci|geheugendump gemaakt|核心已傾印|코어 덤프됨)\\))?";

/** What may stand before a word that has a line to itself: a log's prefix, a prompt's job number. */
const ALONE = '(?:^|[\\]|│\\\\]:? {0,4}|(?:^| )[\\dT:.,+-]{8,40}Z? {1,4}|"|: line \\d+: {1,2}|m )\\s{0,40}';

const flags = 'gi';

/** `echo $?` and its kin, and the number below. */
function* scan(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(
    /\$(?:\{?\?|status|LASTEXITCODE)|%errorlevel%|(?:docker|podman|nerdctl) /gi,
  )) {
    yield;
    if (!found) continue;
    const { index, text } = found;
    if (
      !/(?:^|[\s;&>])(?:echo\b.{0,60}[ "'=:(](?:\$\{?\?\}?|\$status|%errorlevel%)|\$LASTEXITCODE|(?:docker|podman|nerdctl) (?:container )?(?:wait .{1,200}|inspect .{0,200}ExitCode.{0,200}))["')]?$/i.test(
        text,
      )
    )
      continue;
    // Behind another command on the same line, what that printed stands above the number.
    const reach = /[;&]\s{0,4}echo\b/.test(text) ? PRINTED_BEFORE : 2;
    for (let next = index + 1; next <= Math.min(index + reach, paste.size - 1); next++) {
      const below = paste.line(next);
      const said = below.text.trim();
      if (said === '') continue;
      const [, number, flag] = /^(?:[\w ]{0,20}[:= ]\s?)?(-?\d{1,10})(?: (true|false))?$/.exec(said) ?? [];
      const code = codeOf(number);
      if (code !== undefined) {
        const oom = flag === 'true' && /OOMKilled/.test(text);
        yield { line: below.number, code, ...(oom && { reason: 'OOMKilled' }) };
        break;
      }
      if (reach === 2 || /^\S{0,80}[$#%>] /.test(said)) break;
    }
  }
}

/** How many lines a command before `; echo $?` may print. */
const PRINTED_BEFORE = 12;

const LONE = { role: 'lone', weakReason: true } as const;

const SPOKEN = {
  weakReason: true,
  words: SIGNAL_PHRASES.filter(
    (phrase) => !SIGNAL_PHRASES.some((other) => other !== phrase && phrase.includes(other)),
  ),
} as const;

export const shells: Recogniser = {
  family: 'shells',
  scan,
  rules: [
    // bash and ksh: `./run.sh: line 12:  4242 Killed                  ./work --all`.
    rule(
      new RegExp(
        `(?:${LINE}|\\[|: )\\d{1,7} ?(?:行|列|번)?[\\]:]{1,2}\\s{1,8}\\d{1,10}:?\\s{1,3}(?<signal>${ANY})(?!\\w)${CORE}(?:: \\d+)?(?:\\s{1,40}(?<command>\\S.{0,300}?))?\\s{0,9}(?=$|\\\\r|\\\\n|')`,
        flags,
      ),
      SPOKEN,
    ),
    // Job control: `[1]+  4242 Killed   ./work`, zsh `[1]    4242 segmentation fault (core dumped)  ./work`.
    rule(
      new RegExp(
        `\\[\\d+\\]\\s{0,4}[-+]?\\s{1,6}(?:\\d+ )?(?:exit \\d+ )?\\s{0,4}(?<signal>${ANY})${CORE}(?:: \\d+)?(?:\\s{1,40}(?<command>\\S.{0,300}?))?$`,
        flags,
      ),
      SPOKEN,
    ),
    // `[1]+  Exit 137   ./work`, zsh `[1]  + 4242 exit 137   ./work`.
    rule(
      /\[\d+\]\s{0,4}[-+]?\s{1,6}(?:\d+ )?\s{0,4}[Ee]xit (?<code>\d{1,3})\s{2,}(?<command>\S.{0,300}?)$/g,
      { words: [' exit '] },
    ),
    // ksh: `[1] + Done(3)   ./work`.
    rule(/\[\d+\]\s{0,4}[-+]?\s{1,6}(?:\d+ )?Done\((?<code>\d{1,3})\)\s{1,30}(?<command>\S.{0,300}?)$/g),
    // What a shell or a loader says of a command that it could not run: an ending where nothing else is told.
    rule(
      /(?:(?:^|[\s/.])-?(?:ba|da|z|k|mk|fi|a)?sh: (?:(?:line )?\d{1,6}: )?|: line \d{1,6}: )(?:(?<reason>command not found): \S|(?<command>[^:\s][^:]{0,200}): (?:\S.{0,80}: )?(?<reasonB>command not found|not found|[Pp]ermission denied|[Ii]s a directory|[Nn]o such file or directory|[Ee]xec format error|bad interpreter|cannot execute|未找到命令|权限不够|没有那个文件或目录))/g,
      { ...LONE, words: ['sh: ', ': line '] },
    ),
    rule(/(?<reason>is not recognized as (?:an internal or external command|the name of a cmdlet))/g, LONE),
    rule(/(?<reason>error while loading shared libraries): /g, LONE),
    // ble.sh, and zsh with PRINT_EXIT_VALUE.
    rule(/(?:\[ble: |\bzsh: )exit (?<code>\d{1,3})\b/g, { words: ['ble: exit', 'zsh: exit'] }),
    // `zsh: segmentation fault (core dumped)  ./work`, `zsh: killed     python train.py`.
    rule(
      new RegExp(
        `\\b(?:zsh|bash|-bash|sh|dash|ksh|mksh|fish|ash): (?:line \\d+: )?(?:\\d+:? )?(?<signal>${ANY})${CORE}(?:: \\d+)?(?:\\s{1,}(?<command>\\S.{0,300}?))?$`,
        flags,
      ),
      SPOKEN,
    ),
    // fish: `fish: Job 1, './work' terminated by signal SIGSEGV (Address boundary error)`.
    rule(
      /fish: (?:Job \d+, )?["'`](?<command>[^"'`]{1,300})["'`] (?:has ended|terminated by signal|由信号) (?<signal>SIG\w+)(?: \((?<reason>[^()]{1,60})\))?/g,
      { weakReason: true },
    ),
    rule(new RegExp(`运行 (?<process>\\S{1,200}) 时出现 ?(?<signal>${ANY})${CORE}`, flags), SPOKEN),
    // A word alone on its line; macOS adds the number: `Abort trap: 6`.
    rule(new RegExp(`${ALONE}(?<signal>${CLEAR})${CORE}(?:: \\d+)?[.。!]?$`, flags), SPOKEN),
    rule(
      new RegExp(
        `(?<![a-z])(?<signal>${ANY})(?:\\s{0,30}\\((?<core>core dumped|核心已转储|已转储|吐核|コアダンプ)\\))`,
        flags,
      ),
      SPOKEN,
    ),
  ],
};
