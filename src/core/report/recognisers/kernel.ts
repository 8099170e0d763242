/**
 * The kernel's OOM killer and its lines about faults.
 * https://github.com/torvalds/linux/blob/master/mm/oom_kill.c, arch/x86/mm/fault.c, arch/x86/kernel/traps.c
 */

import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { codeOf, rule } from '../recogniser.ts';
import type { Building, Recogniser } from '../recogniser.ts';
import { signalIn } from '../signal-in.ts';

const SIGKILL = { signal: 'SIGKILL' } as const;
const FAULT = { reason: 'segfault', weakReason: true, signal: 'SIGSEGV' } as const;

/** A crash report of macOS: the process stands above its exception, in the text form and in the JSON of .ips files. */
function* scan(paste: Paste): Generator<Draft | undefined> {
  let container: string | undefined;
  let draft: Building | undefined;
  for (const found of paste.matching(
    /^(?:> ?){0,3}(?:Process: {1,30}\S|Exception Type: )|"procName" ?: ?"|"app_name" ?: ?"|"type" ?: ?"EXC_|"LastExitStatus" = |^(?:-|\d{1,10})\t-?\d{1,5}\t\S|"Label" = "|^(?:> ?){0,3}[\w@.+-]{1,80} {1,40}error {1,10}\d/gm,
  )) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    container =
      /^Process: {1,30}(.{1,100}?) \[\d+\]/.exec(text)?.[1] ??
      /"(?:procName|app_name)" ?: ?"([^"]{1,100})"/.exec(text)?.[1] ??
      container;
    const named = container !== undefined && { container, naming: 'process' as const };
    const [, reason, word] =
      /^Exception Type: {1,30}(?:(EXC_\w{1,40}) \()?(SIG\w{2,8})\b/.exec(text) ??
      /"type" ?: ?"(EXC_\w{1,40})",.{0,100}?"signal" ?: ?"(SIG\w{2,8})"/.exec(text) ??
      [];
    const signal = word === undefined ? undefined : signalIn(word);
    if (signal)
      yield { line: number, signal: signal.name, ...(reason !== undefined && { reason }), ...named };
    // launchctl: a table of PID, status and label, or the properties of one job with its raw wait status.
    const row = /^(?:-|\d{1,10})\t(-?\d{1,5})\t([\w.-]{3,200})\s*$/.exec(text);
    const status = codeOf(row?.[1]);
    if (row && status !== undefined && status !== 0)
      yield { line: number, code: status, container: row[2] ?? '' };
    // `brew services` gave the raw wait status, and gives the number of the exit.
    const brewed =
      /^([\w@.+-]{1,80}) {1,40}error {1,10}(\d{1,5}) {1,40}\S{1,60} {1,40}[~/]\S{1,300}\.plist\b/.exec(text);
    const given = codeOf(brewed?.[2]);
    if (given !== undefined)
      yield { line: number, code: given % 256 === 0 ? given / 256 : given, container: brewed?.[1] ?? '' };
    const raw = codeOf(/"LastExitStatus" = (-?\d{1,10});/.exec(text)?.[1]);
    const label = /"Label" = "([^"]{1,200})"/.exec(text)?.[1];
    if (raw !== undefined && raw !== 0)
      draft = {
        line: number,
        code: raw,
        ownNumber: true,
        ...(raw < 128 && { signal: signalIn(String(raw))?.name ?? '' }),
      };
    if (draft && label !== undefined) {
      yield { ...draft, container: label };
      draft = undefined;
    }
  }
  if (draft) yield draft;
}

export const kernel: Recogniser = {
  family: 'kernel',
  scan,
  rules: [
    rule(
      /(?<reason>(?:Memory cgroup o|O)ut of memory)(?: \(\w+\))?: Kill(?:ed)? process \d+ \((?<process>\(?[^()]{1,60}\)?)\)/g,
      SIGKILL,
    ),
    rule(
      /\bKilled process \d+,? (?:UID \d+,? )?\((?<process>\(?[^()]{1,60}\)?)\)(?=,? (?:total-vm|UID|vm|anon))/g,
      { ...SIGKILL, reason: 'OOM', weakReason: true },
    ),
    // Kernels before 4.19, and daemons that repeat the kernel's words.
    rule(/\b(?<reason>Memory cgroup out of memory)\b/g, { ...SIGKILL, role: 'detail-or-alone' }),
    rule(/Task in \/\S{0,300} (?<reason>killed as a result of limit of) /g, {
      ...SIGKILL,
      role: 'detail-or-alone',
      cause: 'memory-limit',
    }),
    // The head of the kernel's report names who asked for memory, not who was killed.
    rule(/\b(?<reason>invoked oom-killer)\b/g, { kind: 'event', cause: 'memory', role: 'detail-or-alone' }),
    // earlyoom(1).
    rule(
      /\b[Ss]ending (?<signal>SIG(?:TERM|KILL)) to process \d{1,10} (?:uid \d{1,10} )?"(?<process>[^"]{1,60})": /g,
      {
        reason: 'earlyoom',
        cause: 'memory-node',
        weakReason: true,
      },
    ),
    rule(/oom-kill:constraint=[^\s,]{1,60}(?:,.{0,800}?,task=(?<process>[^,]{1,60}),pid=\d+)?/g, {
      ...SIGKILL,
      reason: 'oom-kill',
      weakReason: true,
    }),
    rule(/(?<reason>System OOM) encountered, victim process: (?<process>[^,]{1,60}), pid/g, SIGKILL),
    rule(/oom_reaper: reaped process \d+ \((?<process>\(?[^()]{1,60}\)?)\)/g, {
      ...SIGKILL,
      reason: 'oom_reaper',
      weakReason: true,
    }),
    rule(/was killed: (?<reason>out of swap space|failed to reclaim memory)/g, SIGKILL),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\]: segfault at /g, FAULT),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\] general protection(?: fault)?/g, {
      signal: 'SIGSEGV',
      reason: 'general protection fault',
      weakReason: true,
    }),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\] trap (?<reason>invalid opcode)/g, {
      signal: 'SIGILL',
      weakReason: true,
    }),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\] trap (?<reason>divide error)/g, {
      signal: 'SIGFPE',
      weakReason: true,
    }),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\] trap (?<reason>int3)/g, {
      signal: 'SIGTRAP',
      weakReason: true,
    }),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\]: unhandled .{0,60}?(?:fault|exception) \((?<signal>\d{1,2})\) at /g),
    rule(/(?<![^\s:])(?<step>[^\s:]{1,60}): potentially unexpected fatal signal (?<signal>\d{1,2})/g),
    rule(
      /type=(?:ANOM_ABEND|SECCOMP|1701|1326)\b.{0,300}?comm="(?<step>[^"]{1,60})".{0,300}?\bsig=(?<signal>\d{1,2})/g,
    ),
    // FreeBSD, https://github.com/freebsd/freebsd-src/blob/main/sys/kern/kern_sig.c.
    rule(
      /pid \d+ \((?<process>\(?[^()]{1,60}\)?)\),.{0,60}? exited on signal (?<signal>\d{1,2})(?: \((?<core>core dumped)\))?/g,
    ),
    // launchd's own words in the log of macOS.
    rule(
      /\((?<container>[\w.-]{3,200})(?:\[\d{1,10}\])?\): Service exited (?:with abnormal code: (?<code>\d{1,3})|due to (?:signal: )?(?<signal>SIG[A-Z0-9]{2,6}))/g,
    ),
    rule(/\((?<container>[\w.-]{3,200})\[\d{1,10}\]\): Exited with (?:exit )?code: (?<code>\d{1,3})/g),
    rule(/Exception Type:\s{1,20}(?:EXC_\w+ \()?(?<signal>SIG\w+)/g),
    rule(/Termination (?:Signal|Reason):.{0,60}?(?<signal>[A-Z][a-z]+(?: [a-z]+)*): \d+\s*$/g),
  ],
};
