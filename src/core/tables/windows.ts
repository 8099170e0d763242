/**
 * Windows values that reach people as exit codes, and the 32-bit arithmetic that gives one value its three spellings.
 *
 * A Windows exit code has 32 bits: GetExitCodeProcess,
 * https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/nf-processthreadsapi-getexitcodeprocess.
 */

export type WindowsFamily = 'ntstatus' | 'exception' | 'hresult' | 'dotnet' | 'win32';

export interface WindowsValue {
  readonly family: WindowsFamily;
  /** Unsigned, 0 to 0xffffffff. */
  readonly value: number;
  /** The constant's name in the header. */
  readonly name: string;
}

type Row = readonly [value: number, name: string];

/** ntstatus.h and the STATUS_ and DBG_ part of winnt.h; the same list is in [MS-ERREF] 2.3. */
const NTSTATUS = [
  [0x40010004, 'DBG_TERMINATE_PROCESS'],
  [0x80000003, 'STATUS_BREAKPOINT'],
  [0x80000004, 'STATUS_SINGLE_STEP'],
  [0xc0000005, 'STATUS_ACCESS_VIOLATION'],
  [0xc0000006, 'STATUS_IN_PAGE_ERROR'],
  [0xc0000017, 'STATUS_NO_MEMORY'],
  [0xc000001d, 'STATUS_ILLEGAL_INSTRUCTION'],
  [0xc0000022, 'STATUS_ACCESS_DENIED'],
  [0xc0000025, 'STATUS_NONCONTINUABLE_EXCEPTION'],
  [0xc000007b, 'STATUS_INVALID_IMAGE_FORMAT'],
  [0xc0000094, 'STATUS_INTEGER_DIVIDE_BY_ZERO'],
  [0xc0000096, 'STATUS_PRIVILEGED_INSTRUCTION'],
  [0xc00000fd, 'STATUS_STACK_OVERFLOW'],
  [0xc000012d, 'STATUS_COMMITMENT_LIMIT'],
  [0xc0000135, 'STATUS_DLL_NOT_FOUND'],
  [0xc0000138, 'STATUS_ORDINAL_NOT_FOUND'],
  [0xc0000139, 'STATUS_ENTRYPOINT_NOT_FOUND'],
  [0xc000013a, 'STATUS_CONTROL_C_EXIT'],
  [0xc0000142, 'STATUS_DLL_INIT_FAILED'],
  [0xc0000374, 'STATUS_HEAP_CORRUPTION'],
  [0xc0000409, 'STATUS_STACK_BUFFER_OVERRUN'],
  [0xc0000417, 'STATUS_INVALID_CRUNTIME_PARAMETER'],
  [0xc000041d, 'STATUS_FATAL_USER_CALLBACK_EXCEPTION'],
  [0xc0000420, 'STATUS_ASSERTION_FAILURE'],
  [0xc0000428, 'STATUS_INVALID_IMAGE_HASH'],
  [0xc0000602, 'STATUS_FAIL_FAST_EXCEPTION'],
] as const satisfies readonly Row[];

/** Codes that runtimes raise: EXCEPTION_COMPLUS and EXCEPTION_MSVC of the .NET runtime's corexcep.h. */
const EXCEPTIONS = [
  [0xe0434352, 'EXCEPTION_COMPLUS'],
  [0xe06d7363, 'EXCEPTION_MSVC'],
] as const satisfies readonly Row[];

/** winerror.h, and COR_E_ of the .NET runtime's corerror.h. */
const HRESULTS = [
  [0x80004005, 'E_FAIL'],
  [0x8000ffff, 'E_UNEXPECTED'],
  [0x80070005, 'E_ACCESSDENIED'],
  [0x8007000e, 'E_OUTOFMEMORY'],
  [0x80070057, 'E_INVALIDARG'],
  [0x800703e9, 'COR_E_STACKOVERFLOW'],
  [0x80131506, 'COR_E_EXECUTIONENGINE'],
  [0x80131623, 'COR_E_FAILFAST'],
  [0x80370106, 'HCS_E_UNEXPECTED_EXIT'],
  // The NTSTATUS spelling of the line above; both are in winerror.h and both are printed by container engines.
  [0xc0370106, 'ERROR_VMCOMPUTE_UNEXPECTED_EXIT'],
] as const satisfies readonly Row[];

/**
 * The status codes of the .NET host, https://github.com/dotnet/runtime/blob/1e513cd92389/src/native/corehost/error_codes.h: no
 * constants, an enumeration. On Linux their low eight bits are the exit status.
 */
const DOTNET = [
  [0x80008081, 'InvalidArgFailure'],
  [0x80008082, 'CoreHostLibLoadFailure'],
  [0x80008083, 'CoreHostLibMissingFailure'],
  [0x80008089, 'CoreClrInitFailure'],
  [0x8000808b, 'ResolverInitFailure'],
  [0x8000808c, 'ResolverResolveFailure'],
  [0x80008093, 'InvalidConfigFile'],
  [0x80008096, 'FrameworkMissingFailure'],
  [0x8000809b, 'SdkResolveFailure'],
] as const satisfies readonly Row[];

/**
 * winerror.h, only what processes, services and installers end with.
 * STILL_ACTIVE is winbase.h. 9009 is cmd.exe's, MSG_DIR_BAD_COMMAND_OR_FILE of its message table, not winerror.h's.
 */
const WIN32 = [
  [2, 'ERROR_FILE_NOT_FOUND'],
  [3, 'ERROR_PATH_NOT_FOUND'],
  [5, 'ERROR_ACCESS_DENIED'],
  [87, 'ERROR_INVALID_PARAMETER'],
  [193, 'ERROR_BAD_EXE_FORMAT'],
  [259, 'STILL_ACTIVE'],
  [1053, 'ERROR_SERVICE_REQUEST_TIMEOUT'],
  [1056, 'ERROR_SERVICE_ALREADY_RUNNING'],
  [1058, 'ERROR_SERVICE_DISABLED'],
  [1060, 'ERROR_SERVICE_DOES_NOT_EXIST'],
  [1067, 'ERROR_PROCESS_ABORTED'],
  [1069, 'ERROR_SERVICE_LOGON_FAILED'],
  [1601, 'ERROR_INSTALL_SERVICE_FAILURE'],
  [1602, 'ERROR_INSTALL_USEREXIT'],
  [1603, 'ERROR_INSTALL_FAILURE'],
  [1605, 'ERROR_UNKNOWN_PRODUCT'],
  [1612, 'ERROR_INSTALL_SOURCE_ABSENT'],
  [1618, 'ERROR_INSTALL_ALREADY_RUNNING'],
  [1619, 'ERROR_INSTALL_PACKAGE_OPEN_FAILED'],
  [1622, 'ERROR_INSTALL_LOG_FAILURE'],
  [1625, 'ERROR_INSTALL_PACKAGE_REJECTED'],
  [1633, 'ERROR_INSTALL_PLATFORM_UNSUPPORTED'],
  [1638, 'ERROR_PRODUCT_VERSION'],
  [1641, 'ERROR_SUCCESS_REBOOT_INITIATED'],
  [3010, 'ERROR_SUCCESS_REBOOT_REQUIRED'],
  [9009, 'MSG_DIR_BAD_COMMAND_OR_FILE'],
] as const satisfies readonly Row[];

const inFamily = (name: WindowsFamily, rows: readonly Row[]): WindowsValue[] =>
  rows.map(([value, constant]) => ({ family: name, value, name: constant }));

const CRASHES = [...inFamily('ntstatus', NTSTATUS), ...inFamily('exception', EXCEPTIONS)];

/** Every value of the five tables; no number and no name occurs twice. */
export const WINDOWS_VALUES: readonly WindowsValue[] = [
  ...CRASHES,
  ...inFamily('hresult', HRESULTS),
  ...inFamily('dotnet', DOTNET),
  ...inFamily('win32', WIN32),
];

const BY_NAME = new Map(WINDOWS_VALUES.map((entry) => [entry.name.toUpperCase(), entry]));

/** 2^32: what an unsigned 32-bit number has more than its signed spelling. */
export const TWO_TO_32 = 0x1_0000_0000;

/** Where HRESULT_FROM_WIN32 puts a Win32 error: severity 1, facility 7 (winerror.h). */
export const HRESULT_WIN32 = 0x80070000;

/** `0xC0000005` for 3221225477: upper-case digits, no padding. Meant for whole numbers from 0 to 0xffffffff. */
export function windowsHex(value: number): string {
  return `0x${value.toString(16).toUpperCase()}`;
}

/** The table's entry for an unsigned value, or undefined. */
export function windowsByValue(value: number): WindowsValue | undefined {
  return WINDOWS_VALUES.find((entry) => entry.value === value);
}

/** The table's entry for a constant's name, any case, or undefined. */
export function windowsByName(text: string): WindowsValue | undefined {
  return BY_NAME.get(text.toUpperCase());
}

/** The Win32 error inside an HRESULT 0x8007nnnn (0-65535), or undefined for any other value. */
export function win32InHresult(value: number): number | undefined {
  const error = value - HRESULT_WIN32;
  return error >= 0 && error <= 0xffff ? error : undefined;
}

/**
 * The values that a layer with eight-bit statuses (an MSYS shell, ssh) leaves `status` of: 5 for 0xC0000005. Only
 * crashes are named: they are what a program ends with that did not choose its number.
 */
export function windowsCutTo(status: number): readonly WindowsValue[] {
  return CRASHES.filter((entry) => entry.value % 256 === status);
}
