import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';

/** Slurm, LSF, PBS, Grid Engine, HTCondor, YARN: what the scheduler did to a job. */
export const batch: readonly ClueRule[] = [
  clue('memory-limit', 'any', 'all', /Detected \d{1,6} oom[_-]kill/gi),
  clue(
    'memory-limit',
    'any',
    'all',
    /Exceeded (?:step|job) memory limit|slurmstepd: error: .{0,80}?memory limit .{0,80}?being killed/gi,
    {
      words: ['memory limit'],
    },
  ),
  clue('memory-limit', 'any', 'all', /TERM_(?:MEMLIMIT|SWAP)\b/g, { words: ['term_memlimit', 'term_swap'] }),
  clue('memory-limit', 'any', 'all', /PBS: job killed: (?:v?mem|pvmem|pmem|resident)/g),
  clue(
    'memory-limit',
    'any',
    'all',
    /exceeding (?:physical |virtual )?memory limits|running .{0,30}?beyond .{0,20}?(?:physical|virtual).{0,4} memory limit|beyond the '(?:PHYSICAL|VIRTUAL)' memory limit/gi,
    {
      words: ['memory limit'],
    },
  ),
  clue(
    'memory-limit',
    'any',
    'all',
    /Job has gone over (?:memory limit|cgroup memory limit)|memory usage exceeded request_memory/gi,
    {
      words: ['has gone over', 'exceeded request_memory'],
    },
  ),
  clue('deadline', 'any', 'all', /DUE TO TIME LIMIT/g),
  // MapReduce, TaskHeartbeatHandler and TaskTracker.
  clue(
    'deadline',
    'any',
    'all',
    /AttemptID:\S{1,100} Timed out after \d{1,9} secs|failed to report status for \d{1,9} seconds/g,
    {
      words: ['timed out after', 'failed to report status'],
    },
  ),
  clue('deadline', 'any', 'all', /TERM_(?:RUNLIMIT|CPULIMIT|DEADLINE|PROCESSLIMIT_TIME)\b/g, {
    words: ['term_runlimit', 'term_cpulimit', 'term_deadline'],
  }),
  clue('deadline', 'any', 'all', /PBS: job killed: (?:walltime|cput|pcput)/g),
  clue('deadline', 'any', 'all', /exceeded (?:hard|soft) wallclock|job \d{1,12} exceeded hard/gi, {
    words: ['wallclock', 'exceeded hard'],
  }),
  clue(
    'preempted',
    'any',
    'all',
    /DUE TO PREEMPTION|TERM_PREEMPT|preempted by scheduler|Container preempted/g,
    {
      words: ['due to preemption', 'term_preempt', 'preempted by scheduler', 'container preempted'],
    },
  ),
  clue(
    'node-lost',
    'any',
    'all',
    /DUE TO NODE FAILURE|DUE TO SLURMD FAILURE|TERM_ZOMBI|Container released on a \*?lost\*? node|Lost node|node .{1,80}? not responding/gi,
    {
      words: ['due to node failure', 'due to slurmd', 'term_zombi', 'lost', 'not responding'],
    },
  ),
  clue('cancelled', 'term', 'all', /DUE TO TASK FAILURE/g, { sibling: true }),
  clue(
    'cancelled',
    'any',
    'all',
    /TERM_(?:OWNER|ADMIN|FORCE_OWNER|FORCE_ADMIN|REQUEUE_OWNER|REQUEUE_ADMIN)\b/g,
    {
      words: ['term_owner', 'term_admin', 'term_force', 'term_requeue'],
    },
  ),
  clue('cancelled', 'stop', 'all', /\bCANCELLED by \d{1,9}\b/g),
  clue(
    'cancelled',
    'any',
    'all',
    /PBS: job killed: (?:by|deleted)|Job deleted (?:by|as result|at request of)/gi,
    {
      words: ['pbs: job killed', 'job deleted'],
    },
  ),
  clue('cancelled', 'stop', 'all', /\*\*\* JOB \S{1,60} ON \S{1,200} CANCELLED AT \S{1,40} \*\*\*/g),
  // A step is cancelled by srun when one of its tasks failed.
  clue('cancelled', 'stop', 'all', /\*\*\* STEP \S{1,60} ON \S{1,200} CANCELLED AT \S{1,40} \*\*\*/g, {
    sibling: true,
  }),
  clue(
    'stop',
    'any',
    'all',
    /TERM_(?:THREADLIMIT|PROCESSLIMIT|FILELIMIT|LOAD|WINDOW|CHKPNT|SLURM|OTHER|EXTERNAL_SIGNAL|BUCKET_KILL|PRE_EXEC_FAIL|CWD_NOTEXIST|ORPHAN_SYSTEM)\b/g,
    {
      words: ['term_'],
    },
  ),
  clue('stop', 'stop', 'all', /Container killed on request/g),
];
