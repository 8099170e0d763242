/** Slurm, LSF, Grid Engine, PBS, HTCondor, MPI launchers, Nextflow, Spark and YARN. */

import { SLURM_OOM } from '../../tables/batch.ts';
import { SIGNAL_OFFSET, signalByNumber } from '../../tables/signals.ts';
import type { Building } from '../recogniser.ts';
import type { Cause } from '../causes.ts';
import type { Clue } from '../clue.ts';
import type { Draft } from '../finding.ts';
import type { Paste } from '../paste.ts';
import { codeOf, rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

const SIGKILL = { signal: 'SIGKILL' } as const;
const STATES =
  'OUT_OF_MEMORY|OUT_OF_ME\\+|FAILED|CANCELLED|CANCELLED\\+|TIMEOUT|NODE_FAIL|COMPLETED|PREEMPTED|BOOT_FAIL|DEADLINE';
/** `sacct`: …State ExitCode, `137:0`, in columns or between bars; never part of a time of day. */
const SACCT = new RegExp(
  `^\\s*([\\w.\\[\\]+-]+)[\\s|].{0,200}?\\b(${STATES})(?: by \\d+)?[\\s|].{0,100}?(?<![\\d:])(\\d{1,3}):(\\d{1,3})(?![:.]?\\d)`,
);
/** The state stands right behind the job's id: `72|FAILED|127:0`. */
const SACCT_SHORT = new RegExp(
  `^\\s*(\\d[\\w.\\[\\]+-]*)\\|(${STATES})(?: by \\d+)?\\|(?:[^|]{0,80}\\|){0,8}(\\d{1,3}):(\\d{1,3})(?![:.]?\\d)`,
);

function* scan(paste: Paste): Generator<Draft | Clue | undefined> {
  yield* sacct(paste);
  yield* mpich(paste);
  yield* nextflow(paste);
  yield* nextflowReport(paste);
  yield* sparkContainers(paste);
  yield* pbs(paste);
}

/** What ended a job ended its steps, whose rows say CANCELLED. */
const OVER_STEPS: Readonly<Record<string, Cause>> = {
  TIMEOUT: 'deadline',
  DEADLINE: 'deadline',
  NODE_FAIL: 'node-lost',
  PREEMPTED: 'preempted',
  OUT_OF_MEMORY: 'memory-limit',
};

function* sacct(paste: Paste): Generator<Draft | Clue | undefined> {
  /** What the job itself ended with: its steps repeat that. */
  const jobs = new Map<string, string>();
  for (const found of paste.matching(
    /\b(?:OUT_OF_ME|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|BOOT_FAIL|PREEMPTED|DEADLINE)\b.{0,200}?\d{1,3}:\d{1,3}\b|\bOUT_OF_ME.{0,200}?\d{1,3}:\d{1,3}\b|\bCOMPLETED\b.{0,200}?\b0:0\b/g,
  )) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    const [, container = '', state = '', status, signal] = SACCT_SHORT.exec(text) ?? SACCT.exec(text) ?? [];
    if (status === undefined || signal === undefined) continue;
    const reason = state.replace('OUT_OF_ME+', 'OUT_OF_MEMORY').replace(/\+$/, '');
    const [job = ''] = container.split('.');
    const says = `${reason} ${status}:${signal}`;
    if (container !== job && jobs.get(job) === says) continue;
    jobs.set(container, says);
    const above = OVER_STEPS[reason];
    if (above && container === job)
      yield { cause: above, explains: 'stop', reach: 'all', line: number, about: job };
    // Nothing of the job's own ended: it was put away.
    if (reason === 'PREEMPTED' && status === '0' && signal === '0')
      yield { line: number, container, reason, kind: 'event' };
    // Of a job that was stopped the zeros only fill the column.
    else if (status === '0' && signal === '0' && reason !== 'COMPLETED' && reason !== 'FAILED')
      yield { line: number, container, reason, code: 0, ownNumber: true };
    else
      yield {
        line: number,
        container,
        reason,
        ...pair(Number(status), Number(signal)),
        ...(reason === 'COMPLETED' && { role: 'lone' as const }),
      };
  }
}

/** Slurm's `A:B`: the status, or, when that is 0, the signal. */
function pair(status: number, signal: number): Partial<Draft> {
  if (status > 0 || signal === 0) return { code: status };
  return signal === SLURM_OOM ? SIGKILL : { code: signal, codeIsSignal: true };
}

/** Hydra prints the raw number of a signal as EXIT CODE, and in a line of its own which signal that was. */
function* mpich(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(/BAD TERMINATION OF ONE OF YOUR APPLICATION PROCESSES/g)) {
    yield;
    if (!found) continue;
    const begin = found.index;
    let draft: Building | undefined;
    for (let index = begin + 1; index < Math.min(begin + 14, paste.size); index++) {
      const { number, text } = paste.line(index);
      if (text.includes('BAD TERMINATION')) break;
      const code = codeOf(/EXIT CODE: (-?\d{1,10})/.exec(text)?.[1]);
      if (code !== undefined) draft = { line: number, code };
      const word = /EXIT STRING: ([\w -]{1,40}?)(?:: \d{1,2})? \(signal (\d{1,2})\)/.exec(text);
      const signal = word && signalByNumber(Number(word[2]));
      // A number of another process's signal stays what it is.
      if (
        word &&
        signal &&
        draft &&
        (draft.code === undefined || draft.code < 128 || draft.code === SIGNAL_OFFSET + signal.number)
      ) {
        draft.signal = signal.name;
        draft.reason = word[1] ?? '';
        if (draft.code !== undefined && draft.code < 64) draft.codeIsSignal = true;
        draft.lines = [number];
        break;
      }
    }
    if (draft) yield draft;
  }
  for (const found of paste.matching(/YOUR APPLICATION TERMINATED WITH THE EXIT STRING/g)) {
    yield;
    if (!found) continue;
    yield { line: found.number, role: 'detail' };
  }
}

/** How many rows are read between two pauses. */
const ROWS_A_STEP = 64;

/** The trace file: columns between tabs, of which `exit` holds the number. */
function* nextflow(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(/\btask_id\t(?:[^\t\n]{0,60}\t){0,30}exit\b/g)) {
    yield;
    if (!found) continue;
    const columns = found.text.trim().split('\t');
    const [name, exit] = ['name', 'exit'].map((each) => columns.indexOf(each)) as [number, number];
    for (let index = found.index + 1; index < paste.size; index++) {
      if (index % ROWS_A_STEP === 0) yield;
      const { number, text } = paste.line(index);
      const cells = text.split('\t');
      // Below another heading its own columns count.
      if (cells.length < columns.length - 1 || cells.includes('task_id')) break;
      const code = codeOf(cells[exit]?.trim());
      const container = cells[name]?.trim();
      if (code !== undefined) yield { line: number, code, ...(container && { container }) };
    }
  }
}

/** Nextflow's own report of a failed task: the number stands below its heading. */
function* nextflowReport(paste: Paste): Generator<Draft | undefined> {
  for (const found of paste.matching(/\bCommand exit status:\s/g)) {
    yield;
    if (!found || found.index + 1 >= paste.size) continue;
    const { number, text } = paste.line(found.index + 1);
    const code = codeOf(text.trim());
    if (code !== undefined) yield { line: number, code };
  }
}

/** Spark's list of a pod's containers: four keys each, in lines of their own. */
function* sparkContainers(paste: Paste): Generator<Draft | undefined> {
  let draft: Building | undefined;
  for (const found of paste.matching(/^[ \t]{0,80}(?:container name|exit code|termination reason): /gm)) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    const [, key, value = ''] = /^\s*([a-z ]{1,30}): (.*)$/.exec(text) ?? [];
    if (key === 'container name') draft = { line: number, container: value };
    else if (!draft) continue;
    else if (key === 'exit code') {
      const code = codeOf(value);
      if (code !== undefined) Object.assign(draft, { code, line: number });
    } else {
      if (draft.code !== undefined) yield { ...draft, reason: value };
      draft = undefined;
    }
  }
}

/** PBS and TORQUE: below zero what the server did, from 256 on the signal (256 + n); both are no status of a program. */
function* pbs(paste: Paste): Generator<Draft | undefined> {
  let job: string | undefined;
  /** Whether the server says so, near the beginning; asked once. */
  let killed: boolean | undefined;
  for (const found of paste.matching(/\bJob Id: |\b[Ee]xit_status ?= ?-?\d/g)) {
    yield;
    if (!found) continue;
    const { number, text } = found;
    job = /\bJob Id: (\S{1,200})/.exec(text)?.[1] ?? job;
    const code = codeOf(/\b[Ee]xit_status ?= ?(-?\d{1,10})\b/.exec(text)?.[1]);
    if (code === undefined) continue;
    const signal = code > 256 && code < 321 ? signalByNumber(code - 256)?.name : undefined;
    killed ??= /PBS: job killed/.test(paste.text.slice(0, 200_000));
    yield {
      line: number,
      code,
      ...(job !== undefined && { container: job }),
      ...(code < 0 && { ownNumber: true, ...(code <= -24 && killed && { signal: 'SIGTERM' }) }),
      ...(code < 0 && PBS[code]),
      ...(signal !== undefined && { signal, ownNumber: true }),
    };
  }
}

/** pbs_error and the JOB_EXEC_ codes of PBS Pro's job.h that say what ended a job. */
const PBS: Readonly<Record<number, Partial<Draft>>> = {
  [-1]: { cause: 'start-refused' },
  [-2]: { cause: 'start-refused' },
  [-3]: { cause: 'start-refused' },
  [-4]: { cause: 'node-lost' },
  [-5]: { cause: 'node-lost' },
  [-6]: { cause: 'node-lost' },
  [-9]: { cause: 'start-refused' },
  [-10]: { cause: 'memory-limit' },
  [-24]: { cause: 'deadline' },
  [-25]: { cause: 'memory-limit' },
  [-26]: { cause: 'memory-limit' },
  [-27]: { cause: 'memory-limit' },
  [-28]: { cause: 'deadline' },
  [-29]: { cause: 'deadline' },
};

const WORDS =
  '(?<signal>Killed|Terminated|Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception|Broken pipe|Hangup|Interrupt|User defined signal \\d)';

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
      { ...SIGKILL, cause: 'memory-limit' },
    ),
    rule(/srun: error: [\w.,[\]-]{1,200}: (?<process>tasks? [\d,\- ]{1,60}): (?<reason>Out Of Memory)/g, {
      ...SIGKILL,
      cause: 'memory-limit',
    }),
    rule(
      new RegExp(
        `srun: error: [\\w.,[\\]-]{1,200}: (?<process>tasks? [\\d,\\- ]{1,60}): ${WORDS}(?: \\((?<core>core dumped)\\))?`,
        'g',
      ),
      { weakReason: true },
    ),
    rule(
      /srun: error: [\w.,[\]-]{1,200}: (?<process>tasks? [\d,\- ]{1,60}): Exited with exit code (?<code>\d{1,3})/g,
    ),
    rule(/slurmstepd: error: execve\(\): (?<command>\S{1,300}): (?<reason>[A-Z][a-z]+(?: [a-z]+){1,4})/g, {
      role: 'lone',
    }),
    rule(
      /\*\*\* (?:JOB|STEP) (?<container>[\w.]+) ON \S+ CANCELLED AT \S+ (?<message>DUE TO (?<reason>PREEMPTION))/g,
      {
        kind: 'event',
        reason: 'PREEMPTED',
      },
    ),
    rule(
      /\*\*\* JOB (?<container>[\w.]+) ON \S+ (?<reason>CANCELLED) AT \S+(?: (?<message>DUE TO [A-Z ]+))?/g,
      {
        kind: 'event',
      },
    ),
    rule(/\*\*\* STEP (?<step>[\w.]+) ON \S+ (?<reason>CANCELLED) AT \S+(?: (?<message>DUE TO [A-Z ]+))?/g, {
      kind: 'event',
      role: 'detail-or-alone',
    }),
    rule(/\bExitCode=0:125\b/g, { ...SIGKILL, reason: 'OUT_OF_MEMORY', weakReason: true }),
    rule(/State: (?<reason>OUT_OF_MEMORY) \(exit code (?<code>\d+)\)/g, { ...SIGKILL, ownNumber: true }),
    rule(/State: (?<reason>FAILED|TIMEOUT|CANCELLED|NODE_FAIL)(?: \(exit code (?<code>\d+)\))/g),
    rule(/Exited with signal termination: (?<signal>[A-Z\d][\w ]{0,30})/g),
    rule(/(?<reason>(?:exceeding|running beyond) (?:physical |virtual )?memory limits)/g, {
      cause: 'memory-limit',
    }),
    rule(/\[pid=\d+,containerID=(?<container>container_\w+)\] is running/g, { role: 'detail' }),
    rule(/Exit code from container (?<container>\S{1,100}) is ?: (?<code>-?\d+)/g),
    rule(/\b(?:Derived)?ExitCode=(?:0:0|(?<code>[1-9]\d{0,2}):\d{1,3}|0:(?<signal>[1-9]\d?))\b/g),
    // LSF: the reason stands above the code.
    rule(/(?<reason>TERM_\w+): /g),
    // Grid Engine: qacct and the mail.
    rule(/^\s*(?<reason>failed:?\s{1,12}[1-9]\d*\s{1,4}: [\w ,]+)/g, { role: 'detail-or-alone' }),
    rule(/Process terminated by [\w ]{1,40}\((?<signal>\d+)\)/g),
    rule(/PBS: job killed: (?<reason>[\w ]{1,60})/g),
    // HTCondor.
    rule(/Abnormal termination \(signal (?<signal>\d+)\)/g),
    rule(/(?<reason>Job has gone over (?:cgroup )?memory limit)/g, {
      ...SIGKILL,
      cause: 'memory-limit',
      role: 'detail-or-alone',
    }),
    rule(/Normal termination \(return value (?<code>\d+)\)/g),
    // Open MPI names the process on each line, and at the end the rank that it noticed.
    rule(/\[(?<process>[\w.-]{1,200}:\d{1,10})\] Signal: (?<signal>[A-Z][\w ]{1,40}?) \(\d{1,2}\)/g, {
      weakReason: true,
    }),
    rule(
      /\bmpi(?:run|exec) noticed that (?<step>process rank \d{1,7}) with PID \d{1,10} on node \S{1,200} exited on signal (?<signal>\d{1,2})/g,
    ),
    // The same sentence, broken where it grows long.
    rule(/^signal (?<signal>\d{1,2}) \([A-Z][\w ]{2,30}\)\.$/g),
    // MPI_Abort(3): Open MPI, and MPICH with what it names the call by.
    rule(/^\s*with errorcode (?<code>-?\d{1,10})\./g, { cause: 'own-code' }),
    rule(
      /application called MPI_Abort\([^()\n]{1,80}, (?<code>-?\d{1,10})\)(?: - (?<process>process \d{1,7}))?/g,
      { cause: 'own-code' },
    ),
    // YARN fills in a number while a container runs.
    rule(/\bstate: C_RUNNING\b.{0,1900}/g, { role: 'detail' }),
    // Nextflow.
    rule(
      /Process [`'](?<container>[^`']{1,300})[`'] terminated with an error exit status \((?<code>\d{1,3})\)/g,
    ),
    // Spark and YARN. What the cluster manager gave up is told again by the list of its containers.
    rule(
      /executor with id (?<id>\d+) exited with exit code (?<code>-?\d+)(?:\((?<reasonB>[^()]{1,60})\)| \((?:(?<signal>SIG\w+), )?(?<reason>[^()]{1,60})\))?/g,
      { container: 'executor $', naming: 'step', weakReason: true, owner: 'spark' },
    ),
    rule(
      /Container (?:marked as failed: )?(?<container>container_\w{1,80})?.{0,120}?(?:Exit status: |exitCode: |Exit code(?: is)?: |exited with a non-zero exit code )(?<code>-?\d+)/g,
    ),
  ],
};
