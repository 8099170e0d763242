/** The public surface of the core. */

export { BATCH_CODES, batchCodes, SLURM_OOM } from './batch.ts';
export type { BatchCode, BatchSystem } from './batch.ts';
export { bitsOf, exitStatusBits, waitStatusBits } from './bits.ts';
export type { BitGroup, BitPicture, BitRole } from './bits.ts';
export { decode, SUBJECT_LIMIT } from './decode.ts';
export type { DecodeOptions } from './decode.ts';
export { FAMILIES, familyOf, isExitStatus } from './families.ts';
export type { Family, FamilyId } from './families.ts';
export { INPUT_LIMIT } from './input.ts';
export { ELSEWHERE, foreignSignal, numberElsewhere, signalElsewhere } from './platforms.ts';
export type { Elsewhere, Platform } from './platforms.ts';
export { evaluate, ORIGINS, recompute } from './reading.ts';
export type * from './reading.ts';
export { reasonByName, REASONS } from './reasons.ts';
export type { Reason, ReasonSource } from './reasons.ts';
export { REALTIME, SIGNAL_OFFSET, signalByName, signalByNumber, signalOfStatus, SIGNALS } from './signals.ts';
export type { Signal, SignalAction, SignalName } from './signals.ts';
export { namesOfStatus, STATUS_NAMES, statusByName } from './status-names.ts';
export type { Convention, StatusName } from './status-names.ts';
export { SYSEXITS } from './sysexits.ts';
export type { SysexitName } from './sysexits.ts';
export { LSB, SYSTEMD, SYSTEMD_252_MANUAL_BPF, SYSTEMD_AFTER_252, SYSTEMD_RETIRED } from './systemd.ts';
export type { SystemdName } from './systemd.ts';
export { decodeWaitStatus, encodeWaitStatus } from './wait-status.ts';
export type { WaitStatus } from './wait-status.ts';
export { win32InHresult, WINDOWS_VALUES, windowsByName, windowsByValue, windowsHex } from './windows.ts';
export type { WindowsFamily, WindowsValue } from './windows.ts';
