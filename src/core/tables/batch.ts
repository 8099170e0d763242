/** Numbers below zero that batch systems give to a job that has no exit status of its own. */

export type BatchSystem = 'yarn' | 'pbs' | 'torque';

export interface BatchCode {
  readonly system: BatchSystem;
  readonly code: number;
  /** The constant's name in the system's source. */
  readonly name: string;
}

/**
 * - YARN: ContainerExitStatus.java,
 *   https://github.com/apache/hadoop/blob/trunk/hadoop-yarn-project/hadoop-yarn/hadoop-yarn-api/src/main/java/org/apache/hadoop/yarn/api/records/ContainerExitStatus.java
 * - PBS: OpenPBS, src/include/job.h, https://github.com/openpbs/openpbs/blob/v23.06.06/src/include/job.h
 * - TORQUE: src/include/pbs_job.h, https://github.com/adaptivecomputing/torque/blob/34ff845417cc/src/include/pbs_job.h.
 *   Down to -7 both mean the same and only PBS is listed; from -8 on they went different ways.
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
    JOB_EXEC_FAILUID: -10,
    JOB_EXEC_RERUN: -11,
    JOB_EXEC_CHKP: -12,
    JOB_EXEC_FAIL_PASSWORD: -13,
    JOB_EXEC_RERUN_SIS_FAIL: -14,
    JOB_EXEC_QUERST: -15,
    JOB_EXEC_FAILHOOK_RERUN: -16,
    JOB_EXEC_FAILHOOK_DELETE: -17,
    JOB_EXEC_HOOK_RERUN: -18,
    JOB_EXEC_HOOK_DELETE: -19,
    JOB_EXEC_RERUN_MS_FAIL: -20,
    JOB_EXEC_FAIL_SECURITY: -21,
    JOB_EXEC_HOOKERROR: -22,
    JOB_EXEC_FAIL_KRB5: -23,
    JOB_EXEC_KILL_NCPUS_BURST: -24,
    JOB_EXEC_KILL_NCPUS_SUM: -25,
    JOB_EXEC_KILL_VMEM: -26,
    JOB_EXEC_KILL_MEM: -27,
    JOB_EXEC_KILL_CPUT: -28,
    JOB_EXEC_KILL_WALLTIME: -29,
    JOB_EXEC_JOINJOB: -30,
  },
  torque: {
    JOB_EXEC_CMDFAIL: -8,
    JOB_EXEC_STDOUTFAIL: -9,
    JOB_EXEC_OVERLIMIT_MEM: -10,
    JOB_EXEC_OVERLIMIT_WT: -11,
    JOB_EXEC_OVERLIMIT_CPUT: -12,
    JOB_EXEC_RETRY_CGROUP: -13,
  },
} as const satisfies Readonly<Record<BatchSystem, Readonly<Record<string, number>>>>;

/** Every code of every system. */
export const BATCH_CODES: readonly BatchCode[] = (['yarn', 'pbs', 'torque'] as const).flatMap((system) =>
  Object.entries(CODES[system]).map(([name, code]) => ({ system, code, name })),
);

/** What batch systems mean by a negative number; empty for most. */
export function batchCodes(code: number): readonly BatchCode[] {
  return BATCH_CODES.filter((entry) => entry.code === code);
}

/**
 * What stands as a signal in Slurm's `A:B` without being one. SIG_OOM is 253, and where the field holds seven bits it
 * is shown as 125 (`SIG_OOM` in src/common/slurm_protocol_defs.h, https://github.com/SchedMD/slurm).
 */
export const SLURM_OOM = 125;
export const SLURM_OOM_UNMASKED = 253;

/**
 * An error of slurmd that a signal's seven bits were left of: ESLURMD_IO_ERROR is 4021 (slurm/slurm_errno.h), and 4021
 * mod 128 is 53. slurmd could not open the output of the batch script.
 */
export const SLURM_IO_ERROR = 53;
