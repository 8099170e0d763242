/** How a reading's number is made up, as people write it, and the picture of its bits. Signs and numbers, no words. */

import { exitStatusBits, waitStatusBits, type BitPicture } from '../arithmetic/bits.ts';
import { SIGNAL_OFFSET } from '../tables/signals.ts';
import { HRESULT_WIN32, TWO_TO_32, windowsHex } from '../tables/windows.ts';
import type { Arithmetic, Reading, Subject } from './reading.ts';

/**
 * `137 = 128 + 9` for a status that stands for a signal, `128 + 9 = 137` for a signal in another spelling, and so on.
 * Empty where a number would only equal itself.
 */
export function formulaOf(reading: Reading, { value }: Pick<Subject, 'value'>): string {
  const { kind, exitStatus, arithmetic } = reading;
  switch (kind) {
    case 'exit-status':
      if (!reading.signal) return '';
      // Behind a minus or in a pair the number that was typed is another one.
      return value === BigInt(exitStatus) ? `${exitStatus} = ${sumOfSignal(exitStatus)}` : shown(exitStatus);
    case 'negative':
      return shown(exitStatus);
    case 'signal':
      if (
        arithmetic?.steps.some(
          ({ role, value: step }) => role === 'signal-offset' && step !== BigInt(SIGNAL_OFFSET),
        )
      )
        return equation(value, arithmetic);
      return exitStatus === undefined ? '' : shown(exitStatus);
    case 'wait-status':
    case 'program':
      return arithmetic ? equation(value, arithmetic) : '';
    case 'truncated': {
      const cut = reading.windows === undefined ? value : BigInt(reading.windows);
      return cut === undefined ? '' : `${cut} mod 256 = ${exitStatus}`;
    }
    case 'windows':
      return windowsEquation(reading.windows, value, reading.win32);
    case 'reason':
      return '';
  }
}

const sumOfSignal = (status: number): string => `${SIGNAL_OFFSET} + ${status - SIGNAL_OFFSET}`;
const shown = (status: number): string => `${sumOfSignal(status)} = ${status}`;

/** `35072 = (128 + 9) × 256`, from left to right as the arithmetic goes; empty without a step or where nothing changes. */
function equation(value: bigint | undefined, { start, steps }: Arithmetic): string {
  if (value === undefined || steps.length === 0 || value === start.value) return '';
  let text = String(start.value);
  for (const [index, { op, value: term }] of steps.entries()) {
    const chained = index > 0 && op !== 'add' ? `(${text})` : text;
    if (op === 'multiply') text = `${chained} × ${term}`;
    else if (op === 'modulo') text = `${chained} mod ${term}`;
    // 128 first, as everybody says it; the parts of a sum of bits stay in their order.
    else if (index === 0 && start.role !== 'value' && term > 0n && term <= 256n) text = `${term} + ${text}`;
    else text = term < 0n ? `${text} - ${-term}` : `${text} + ${term}`;
  }
  return `${value} = ${text}`;
}

/** From the spelling that was typed to the hexadecimal one that people search for; a Win32 error alone has no other. */
function windowsEquation(windows: string, value: bigint | undefined, win32: number | undefined): string {
  if (value === undefined || (value >= 0n && value <= 0xffffn)) return '';
  const carried = win32 === undefined ? '' : ` = ${windowsHex(HRESULT_WIN32)} + ${win32}`;
  return value < 0n
    ? `${value} + ${TWO_TO_32} = ${value + BigInt(TWO_TO_32)} = ${windows}${carried}`
    : `${value} = ${windows}${carried}`;
}

/** Eight bits where a status stands for a signal, sixteen for a wait status; undefined for every other reading. */
export function pictureOf(reading: Reading, { value }: Pick<Subject, 'value'>): BitPicture | undefined {
  if (reading.kind === 'wait-status' && value !== undefined) return waitStatusBits(Number(value));
  if (reading.kind === 'exit-status' && reading.signal) return exitStatusBits(reading.exitStatus);
  return undefined;
}
