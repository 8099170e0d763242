/**
 * The kernel's OOM killer and its lines about faults.
 * https://github.com/torvalds/linux/blob/master/mm/oom_kill.c, arch/x86/mm/fault.c, arch/x86/kernel/traps.c
 */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

const SIGKILL = { signal: 'SIGKILL' } as const;
const FAULT = { reason: 'segfault', weakReason: true, signal: 'SIGSEGV' } as const;

export const kernel: Recogniser = {
  family: 'kernel',
  rules: [
    rule(
      /(?<reason>(?:Memory cgroup o|O)ut of memory)(?: \(\w+\))?: Kill(?:ed)? process \d+ \((?<process>[^()]{1,60})\)/g,
      SIGKILL,
    ),
    rule(
      /\bKilled process \d+,? (?:UID \d+,? )?\((?<process>[^()]{1,60})\)(?=,? (?:total-vm|UID|vm|anon))/g,
      { ...SIGKILL, reason: 'OOM', weakReason: true },
    ),
    rule(/oom-kill:constraint=[^\s,]{1,60},.{0,800}?,task=(?<process>[^,]{1,60}),pid=\d+/g, {
      ...SIGKILL,
      reason: 'oom-kill',
      weakReason: true,
    }),
    rule(/(?<reason>System OOM) encountered, victim process: (?<process>[^,]{1,60}), pid/g, SIGKILL),
    rule(/oom_reaper: reaped process \d+ \((?<process>[^()]{1,60})\)/g, {
      ...SIGKILL,
      reason: 'oom_reaper',
      weakReason: true,
    }),
    rule(/was killed: (?<reason>out of swap space|failed to reclaim memory)/g, SIGKILL),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\]: segfault at /g, FAULT),
    rule(/traps: (?<step>[^\s[\]]{1,60})\[\d+\] general protection(?: fault)?/g, {
      signal: 'SIGSEGV',
      reason: 'general protection fault',
      weakReason: true,
    }),
    rule(/traps: (?<step>[^\s[\]]{1,60})\[\d+\] trap (?<reason>invalid opcode)/g, {
      signal: 'SIGILL',
      weakReason: true,
    }),
    rule(/traps: (?<step>[^\s[\]]{1,60})\[\d+\] trap (?<reason>divide error)/g, {
      signal: 'SIGFPE',
      weakReason: true,
    }),
    rule(/traps: (?<step>[^\s[\]]{1,60})\[\d+\] trap (?<reason>int3)/g, {
      signal: 'SIGTRAP',
      weakReason: true,
    }),
    rule(/(?<step>[^\s[\]]{1,60})\[\d+\]: unhandled .{0,60}?(?:fault|exception) \((?<signal>\d{1,2})\) at /g),
    rule(/(?<step>[^\s:]{1,60})(?:\/\d+)?: potentially unexpected fatal signal (?<signal>\d{1,2})/g),
    rule(
      /type=(?:ANOM_ABEND|SECCOMP|1701|1326)\b.{0,300}?comm="(?<step>[^"]{1,60})".{0,300}?\bsig=(?<signal>\d{1,2})/g,
    ),
    // FreeBSD, https://github.com/freebsd/freebsd-src/blob/main/sys/kern/kern_sig.c.
    rule(
      /pid \d+ \((?<process>[^()]{1,60})\),.{0,60}? exited on signal (?<signal>\d{1,2})(?: \((?<core>core dumped)\))?/g,
    ),
    rule(/Exception Type:\s{1,20}EXC_\w+ \((?<signal>SIG\w+)\)/g),
    rule(/Termination (?:Signal|Reason):.{0,60}?(?<signal>[A-Z][a-z]+(?: [a-z]+)*): \d+\s*$/g),
  ],
};
