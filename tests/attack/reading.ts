/** A process of its own for one shape: what reading it costs says nothing about the shape before. */

import { readInSteps, readReport } from '../../src/core/report/index.ts';
import { SHAPES } from '../shapes.ts';

export interface Cost {
  /** Of the processor's time: what else the machine does is no fault of a text. */
  readonly ms: number;
  /** The most that the process held, the text and Node included. */
  readonly megabytes: number;
  /** The longest step: each the least of several readings. */
  readonly step: number;
}

/** The first reading builds tables; a page does that before anybody pastes. */
const WARMING = 'it exited with code 1 after a while\n'.repeat(300);
const STEP_LENGTH = 1_000_000;
const STEP_RUNS = 4;

/** This thread's: what the engine does beside it, such as collecting garbage, keeps no reader waiting. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** What each step takes at least, in milliseconds of the processor's time. */
function steps(text: string): readonly number[] {
  const least: number[] = [];
  for (let run = 0; run < STEP_RUNS; run++) {
    const reading = readInSteps(text);
    for (let index = 0; ; index++) {
      const before = cpuMs();
      const { done } = reading.next();
      least[index] = Math.min(least[index] ?? Number.POSITIVE_INFINITY, cpuMs() - before);
      if (done) break;
    }
  }
  return least;
}

const [name, length] = process.argv.slice(2);
const shape = SHAPES.find((each) => each.name === name);
if (!shape) throw new Error(`No shape is called ${name}`);
readReport(WARMING);
const text = shape.make(Number(length));
const before = cpuMs();
readReport(text);
const ms = cpuMs() - before;
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
const step = steps(shape.make(STEP_LENGTH)).reduce((most, each) => Math.max(most, each), 0);
const cost: Cost = { ms, megabytes, step };
process.send?.(cost);
