/** Time limits that a machine out of breath does not run into. */

import { PATIENCE } from './own-machine.ts';

const TICK = 100;

/**
 * Calls back after this many seconds, and some patience more, of time in which this process got to run: on a machine that
 * is so busy that a tick comes seconds late, it counts as a tick. Returns what calls it off.
 */
export function after(seconds: number, callback: () => void): () => void {
  let left = Math.ceil((seconds * PATIENCE * 1000) / TICK);
  const timer = setInterval(() => {
    if (--left > 0) return;
    clearInterval(timer);
    callback();
  }, TICK);
  return () => clearInterval(timer);
}
