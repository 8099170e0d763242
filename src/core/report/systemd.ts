/**
 * systemd's journal lines, `systemctl status`, `systemd-run --wait`, systemd-coredump and coredumpctl.
 * https://github.com/systemd/systemd/blob/main/src/core/service.c, src/systemctl/systemctl-show.c
 */

import type { Draft } from './finding.ts';
import type { Paste } from './paste.ts';
import { codeOf, rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';
import { signalIn } from './signal-in.ts';

const UNIT =
  '(?<![\\w@.:\\\\-])[\\w@.:\\\\-]{1,200}\\.(?:service|socket|mount|scope|swap|timer|slice|target|automount|path|device)';
const HEAD = new RegExp(`(?:^\\s*[^\\w\\s]\\s+|Running as unit: )(${UNIT})`);
const HOW =
  /(?:(?<!\S)(\S{1,200}?): )?(?:([Mm]ain|[Cc]ontrol) process exited, |Main processes terminated with: |\(|\bchild \d+, )code=(exited|killed|dumped)(?:,? ?\/?\s?(?:status|signal)=(?:(-?\d+)(?:\/([A-Z][A-Z0-9_+-]*))?|([A-Z][A-Z0-9+-]*)))/;
const RESULT =
  /(?:(?<!\S)(\S{1,200}?): )?(?:Failed with result '|Finished with result: |\(Result: |Unit entered failed state.*result ')([a-z-]+)/;

function* scan(paste: Paste): Generator<Draft> {
  if (!/code=(?:exited|killed|dumped)|[Rr]esult['": ]/.test(paste.text)) return;
  let unit: string | undefined;
  // Only lines that can matter: those above, and the heads of `systemctl status`.
  for (const { number, text } of paste.matching(
    /code=(?:exited|killed|dumped)|[Rr]esult\b|\.(?:service|socket|mount|scope|swap|timer)\b/g,
  )) {
    unit = HEAD.exec(text)?.[1] ?? unit;
    const named = (name: string | undefined): Partial<Draft> => {
      const container = name?.includes('.') ? name : unit;
      return container === undefined ? {} : { container };
    };
    const how = HOW.exec(text);
    if (how) {
      const [, name, , end, status, label, word] = how;
      // ExecStartPre= that went well says nothing about why the unit failed.
      if (status === '0' && /Process: \d+ Exec(?!Start=)/.test(text)) continue;
      const signal = end === 'exited' ? undefined : signalIn(label ?? word ?? status ?? '');
      const code = codeOf(status);
      yield {
        line: number,
        ...named(name),
        ...(code !== undefined && { code, ...(signal && { bareSignal: true }) }),
        ...(signal && { signal: signal.name }),
        ...(end === 'dumped' && { coreDumped: true }),
      };
    }
    const result = RESULT.exec(text);
    if (result && (result[2] !== 'success' || text.includes('Finished'))) {
      yield {
        line: number,
        ...named(result[1]),
        reason: result[2] ?? '',
        ...(result[2] === 'success' && { note: 'only' }),
      };
    }
  }
}

export const systemd: Recogniser = {
  family: 'systemd',
  scan,
  rules: [
    rule(new RegExp(`(?<container>${UNIT}):? (?<reason>[Ww]atchdog timeout)`, 'g')),
    rule(
      new RegExp(
        `(?<container>${UNIT}): A process of this unit has been (?<reason>killed by the OOM killer)`,
        'g',
      ),
    ),
    rule(new RegExp(`(?<container>${UNIT}): (?<reason>Start request repeated too quickly)`, 'g')),
    rule(
      /\bProcess \d+ \((?<process>[^()]{1,60})\) of user \d+ (?:terminated abnormally with signal (?<signal>\d+)\/\w+|dumped core)/g,
      { coreDumped: true },
    ),
    rule(/\bsystemd-oomd killed \d+ process\(?(?:es)?\)? in this unit/g, {
      reason: 'systemd-oomd killed',
      signal: 'SIGKILL',
    }),
    // coredumpctl list: TIME PID UID GID SIG COREFILE EXE.
    rule(
      /\s\d+\s+\d+\s+\d+\s+(?<signal>SIG[A-Z0-9]+|\d{1,2})\s+(?:missing|present|truncated|none|journal|error|inaccessible|\*)\s+(?<process>\S+)/g,
      {
        words: [
          ' missing ',
          ' present ',
          ' truncated ',
          ' none ',
          ' journal ',
          ' error ',
          ' inaccessible ',
          ' * ',
        ],
      },
    ),
    // coredumpctl info.
    rule(/^\s*Signal: (?<signal>\d{1,2}) \([A-Z0-9]+\)/g, { coreDumped: true }),
  ],
};
