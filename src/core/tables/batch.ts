/** Numbers below zero that batch systems give to a job that has no exit status of its own. */

export type BatchSystem = 'yarn' | 'pbs';

export interface BatchCode {
  readonly system: BatchSystem;
  readonly code: number;
  /** The constant's name in the system's source. */
  readonly name: string;
}

/**
 * - YARN: ContainerExitStatus.java,
 *   https://github.com/apache/hadoop/blob/trunk/hadoop-yarn-project/hadoop-yarn/hadoop-yarn-api/src/main/java/org/apache/hadoop/yarn/api/records/ContainerExitStatus.java
 * - PBS: the exit codes that TORQUE supplies (Administrator Guide, "Job exit status"); PBS kept the names.
 */
const CODES = {
  yarn: {
    INVALID: -1000,
    ABORTED: -100,
    DISKS_FAILED: -101,
    PREEMPTED: -102,
    KILLED_EXCEEDED_VMEM: -103,
    KILLED_EXCEEDED_PMEM: -104,
    KILLED_BY_APPMASTER: -105,
    KILLED_BY_RESOURCEMANAGER: -106,
    KILLED_AFTER_APP_COMPLETION: -107,
    KILLED_BY_CONTAINER_SCHEDULER: -108,
    KILLED_FOR_EXCESS_LOGS: -109,
  },
  pbs: {
    JOB_EXEC_FAIL1: -1,
    JOB_EXEC_FAIL2: -2,
    JOB_EXEC_RETRY: -3,
    JOB_EXEC_INITABT: -4,
    JOB_EXEC_INITRST: -5,
    JOB_EXEC_INITRMG: -6,
    JOB_EXEC_BADRESRT: -7,
    JOB_EXEC_CMDFAIL: -8,
  },
} as const satisfies Readonly<Record<BatchSystem, Readonly<Record<string, number>>>>;

/** Every code of every system. */
export const BATCH_CODES: readonly BatchCode[] = (['yarn', 'pbs'] as const).flatMap((system) =>
  Object.entries(CODES[system]).map(([name, code]) => ({ system, code, name })),
);

/** What batch systems mean by a negative number; empty for most. */
export function batchCodes(code: number): readonly BatchCode[] {
  return BATCH_CODES.filter((entry) => entry.code === code);
}

/**
 * The signal number that Slurm shows for a job that ran out of memory, `0:125`: its SIG_OOM is 253 and the field holds
 * seven bits (`SIG_OOM` in https://github.com/SchedMD/slurm).
 */
export const SLURM_OOM = 125;
