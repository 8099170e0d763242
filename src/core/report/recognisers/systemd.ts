/**
 * systemd's journal lines, `systemctl status`, `systemd-run --wait`, systemd-coredump and coredumpctl.
 * https://github.com/systemd/systemd/blob/main/src/core/service.c, src/systemctl/systemctl-show.c
 */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { codeOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';
import { signalIn } from '../signal-in.ts';

const UNIT =
  '(?<![\\w@.:\\\\-])[\\w@.:\\\\-]{1,200}\\.(?:service|socket|mount|scope|swap|timer|slice|target|automount|path|device)';
// Before version 215, and in what lost its colours, the name stands without a dot.
const HEAD = new RegExp(`(?:^\\s*[^\\w\\s]\\s+|^(?=\\S{1,220} - )|Running as unit: )(${UNIT})`);
const HOW =
  /(?:(?<![\w@.:\\-])([\w@.:\\-]{1,200}): )?(?:([Mm]ain|[Cc]ontrol) process exited, |Main processes terminated with: |\(|\bchild \d+, )code=(exited|killed|dumped)(?:,? ?\/?\s?(?:status|signal)=(?:(-?\d+)(?:\/([A-Z][A-Z0-9_+-]*))?|([A-Z][A-Z0-9+-]*)))/;
const RESULT =
  /(?:(?<![\w@.:\\-])([\w@.:\\-]{1,200}): )?(?:Failed with result '|Finished with result: |\(Result: |Unit entered failed state.*result ')([a-z-]+)/;

/** `systemctl show`: a unit's properties, one a line; ExecMainCode is si_code of waitid(2): 1 exited, 2 killed, 3 dumped. */
function* shown(paste: Paste): Generator<Draft | undefined> {
  let properties = new Map<string, { readonly value: string; readonly line: number }>();
  const draft = (): Draft | undefined => {
    const status = properties.get('ExecMainStatus');
    const how = properties.get('ExecMainCode')?.value;
    const code = codeOf(status?.value);
    if (status === undefined || code === undefined || how === '0') return undefined;
    const died = how === '2' || how === '3' || how === 'killed' || how === 'dumped';
    const container =
      properties.get('Id')?.value ?? /\bpath=(\S{1,300})/.exec(properties.get('ExecStart')?.value ?? '')?.[1];
    const result = properties.get('Result');
    return {
      line: status.line,
      code,
      ...(died && { codeIsSignal: true, signal: signalIn(String(code))?.name ?? '' }),
      ...((how === '3' || how === 'dumped') && { coreDumped: true }),
      ...(container && { container }),
      ...(result && result.value !== 'success' && { reason: result.value, lines: [result.line] }),
    };
  };
  let last = 0;
  for (const found of paste.matching(
    /^[ \t]{0,40}(?:Id|Result|ExecMainCode|ExecMainStatus|ExecStart|NRestarts|MemoryMax|\w{1,40}USec)=/gm,
  )) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    const [, key = '', value = ''] = /^\s*(\w+)=(.*)$/.exec(text) ?? [];
    // Another unit begins where a property comes again, or far away.
    if (properties.has(key) || number > last + SHOWN_APART) {
      const done = draft();
      if (done) yield done;
      properties = new Map();
    }
    properties.set(key, { value: value.trim(), line: number });
    last = number;
  }
  const done = draft();
  if (done) yield done;
}

const SHOWN_APART = 300;

function* scan(paste: Paste): Generator<Draft | undefined> {
  yield* shown(paste);
  if (!(yield* paste.holds(/code=(?:exited|killed|dumped)|[Rr]esult['": ]/g))) return;
  let unit: string | undefined;
  // Only lines that can matter: those above, and the heads of `systemctl status`.
  for (const found of paste.matching(
    /code=(?:exited|killed|dumped)|[Rr]esult\b|\.(?:service|socket|mount|scope|swap|timer)\b/g,
  )) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    // `systemctl show` repeats what ExecMainStatus says.
    if (/^\s*Exec\w*=\{/.test(text)) continue;
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
        ...(code !== undefined && { code, ...(signal && { codeIsSignal: true }) }),
        ...(signal && { signal: signal.name }),
        ...(end === 'dumped' && { coreDumped: true }),
        // The step at which systemd failed: `status=203/EXEC`.
        ...(end === 'exited' &&
          label !== undefined &&
          code !== undefined &&
          code >= 200 && { reason: label, weakReason: true }),
      };
    }
    const result = RESULT.exec(text);
    if (result && (result[2] !== 'success' || text.includes('Finished'))) {
      yield {
        line: number,
        ...named(result[1]),
        reason: result[2] ?? '',
        role: result[2] === 'success' ? 'detail' : 'detail-or-alone',
      };
    }
  }
}

export const systemd: Recogniser = {
  family: 'systemd',
  scan,
  rules: [
    rule(new RegExp(`(?<container>${UNIT}):? (?<reason>[Ww]atchdog timeout)`, 'g'), { weakReason: true }),
    rule(
      new RegExp(
        `(?<container>${UNIT}): A process of this unit has been (?<reason>killed by the OOM killer)`,
        'g',
      ),
      { weakReason: true },
    ),
    rule(new RegExp(`(?<container>${UNIT}): (?<reason>Start request repeated too quickly)`, 'g')),
    rule(new RegExp(`(?:(?<container>${UNIT}): )?Failed at step (?<reason>[A-Z_]{3,24}) spawning `, 'g'), {
      role: 'detail-or-alone',
      weakReason: true,
    }),
    // What outlived its grace period, with the unit's state in the words of today and of 2015.
    rule(
      new RegExp(
        `(?<container>${UNIT}):? (?<reason>(?:State '(?:stop|final)[\\w-]{0,30}'|stop-[\\w-]{3,20}|[Ss]topping) timed out)\\. Killing`,
        'g',
      ),
      { kind: 'event', cause: 'stop-timeout', role: 'detail-or-alone', words: ['timed out. killing'] },
    ),
    // `systemctl start` says how it went; the unit's own lines say more.
    rule(
      new RegExp(
        `Job for (?<container>${UNIT}) (?<reason>failed) because (?:the (?:control|service) process (?:exited with error code|terminated unexpectedly)|a (?:fatal signal was delivered|timeout was exceeded))`,
        'g',
      ),
      { role: 'lone', words: ['job for '] },
    ),
    // The manager itself: it writes its own crash, src/core/crash-handler.c.
    rule(/\bCaught <(?<signal>[A-Z]{2,5})>/g, { container: 'systemd', naming: 'process' }),
    rule(/systemd-oomd\[\d{1,10}\]: Killed (?:\S{0,300}\/)?(?<container>[\w@.:\\-]{1,200}) due to memory/g, {
      reason: 'systemd-oomd killed',
      signal: 'SIGKILL',
    }),
    // gdb and systemd-coredump name the frames of abort(3).
    rule(/^\s{0,20}#\d{1,3} {1,3}(?:0x[\da-f]{4,16} (?:in )?)?(?:__GI_)?abort (?:\(\)|\(lib)/g, {
      signal: 'SIGABRT',
      role: 'detail-or-alone',
    }),
    rule(
      /\bProcess \d+ \((?<process>[^()]{1,60})\) of user \d+ (?:terminated abnormally with signal (?<signal>\d+)\/\w+|dumped core)/g,
      { coreDumped: true },
    ),
    rule(
      new RegExp(
        `(?:(?<container>${UNIT}): )?systemd-oomd killed \\d+ process\\(?(?:es)?\\)? in this unit`,
        'g',
      ),
      {
        reason: 'systemd-oomd killed',
        signal: 'SIGKILL',
        words: ['systemd-oomd killed'],
      },
    ),
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
    rule(/^\s*PID: \d{1,10} \((?<process>[^()]{1,60})\)/g, { role: 'detail' }),
    rule(/^\s*Signal: (?<signal>\d{1,2}) \([A-Z0-9]+\)/g, { coreDumped: true }),
  ],
};
