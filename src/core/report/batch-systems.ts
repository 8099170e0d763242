/** Slurm, LSF, Grid Engine, PBS, HTCondor, Spark and YARN. */

import { SLURM_OOM } from '../tables/batch.ts';
import type { Draft } from './finding.ts';
import type { Paste } from './paste.ts';
import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

const SIGKILL = { signal: 'SIGKILL' } as const;
const STATES =
  'OUT_OF_MEMORY|OUT_OF_ME\\+|FAILED|CANCELLED|CANCELLED\\+|TIMEOUT|NODE_FAIL|COMPLETED|PREEMPTED|BOOT_FAIL|DEADLINE';
/** `sacct`: …State ExitCode, `137:0`. */
const SACCT = new RegExp(
  `^\\s*([\\w.\\[\\]+-]+)\\s.{0,200}?\\b(${STATES})(?: by \\d+)?\\s.{0,100}?\\b(\\d{1,3}):(\\d{1,3})\\b`,
);

function* scan(paste: Paste): Generator<Draft> {
  for (const { number, text } of paste.matching(
    /\b(?:OUT_OF_ME|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|PREEMPTED).{0,100}\b\d{1,3}:\d{1,3}\b/g,
  )) {
    const [, container = '', reason = '', status, signal] = SACCT.exec(text) ?? [];
    if (status === undefined || signal === undefined) continue;
    yield { line: number, container, reason, ...pair(Number(status), Number(signal)) };
  }
}

/** Slurm's `A:B`: the status, or, when that is 0, the signal. */
function pair(status: number, signal: number): Partial<Draft> {
  if (status > 0 || signal === 0) return { code: status };
  return signal === SLURM_OOM ? SIGKILL : { code: signal, bareSignal: true };
}

export const batchSystems: Recogniser = {
  family: 'batch-systems',
  scan,
  rules: [
    rule(
      /Detected \d+ (?<reason>oom[_-]kill)(?:er)? events? in (?<container>StepId=[\w.+-]+)\. Some of the step tasks have been OOM Killed/g,
      { ...SIGKILL, reason: 'OOM Killed' },
    ),
    rule(
      /Detected \d+ (?<reason>oom[_-]kill) event(?:\(s\)|s)? in (?:step )?(?<container>(?:StepId=)?[\w.+-]+?)(?: cgroup)?\.?(?=\s|$)/g,
      SIGKILL,
    ),
    rule(/srun: error: [\w.,[\]-]{1,200}: tasks? [\d,\- ]{1,60}: (?<reason>Out Of Memory)/g, {
      ...SIGKILL,
      naming: 'step',
    }),
    rule(
      /srun: error: [\w.,[\]-]{1,200}: tasks? [\d,\- ]{1,60}: (?<signal>Killed|Terminated|Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception|Broken pipe)(?: \((?<core>core dumped)\))?/g,
      { weakReason: true },
    ),
    rule(
      /\*\*\* (?:JOB|STEP) (?<container>[\w.]+) ON \S+ (?<reason>CANCELLED) AT \S+(?: (?<message>DUE TO [A-Z ]+))?/g,
      { kind: 'event' },
    ),
    rule(/\bExitCode=0:125\b/g, { ...SIGKILL, reason: 'OUT_OF_MEMORY', weakReason: true }),
    rule(
      /State: (?<reason>FAILED|OUT_OF_MEMORY|TIMEOUT|CANCELLED|NODE_FAIL)(?: \(exit code (?<code>\d+)\))/g,
    ),
    rule(/Exited with signal termination: (?<signal>[A-Z\d][\w ]{0,30})/g),
    rule(/(?<reason>(?:exceeding|running beyond) (?:physical |virtual )?memory limits)/g),
    rule(/Exit code from container (?<container>\S{1,100}) is ?: (?<code>-?\d+)/g),
    rule(/\b(?:Derived)?ExitCode=(?:0:0|(?<code>[1-9]\d{0,2}):\d{1,3}|0:(?<signal>[1-9]\d?))\b/g),
    // LSF: the reason stands above the code.
    rule(/(?<reason>TERM_\w+): /g),
    // Grid Engine: qacct and the mail.
    rule(/^\s*(?<reason>failed:?\s{1,12}[1-9]\d*\s{1,4}: [\w ,]+)/g, { note: 'or-alone' }),
    rule(/Process terminated by [\w ]{1,40}\((?<signal>\d+)\)/g),
    rule(/PBS: job killed: (?<reason>[\w ]{1,60})/g),
    // HTCondor.
    rule(/Abnormal termination \(signal (?<signal>\d+)\)/g),
    rule(/Normal termination \(return value (?<code>\d+)\)/g),
    // Spark and YARN.
    rule(
      /executor with id (?<id>\d+) exited with exit code (?<code>-?\d+)(?:\((?<reasonB>[^()]{1,60})\)| \((?:(?<signal>SIG\w+), )?(?<reason>[^()]{1,60})\))?/g,
      { container: 'executor $', naming: 'step' },
    ),
    rule(
      /Container (?:marked as failed: )?(?<container>container_\w+)?.{0,120}?(?:Exit status: |exitCode: |Exit code(?: is)?: |exited with a non-zero exit code )(?<code>-?\d+)/g,
    ),
  ],
};
