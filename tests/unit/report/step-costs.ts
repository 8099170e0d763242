/**
 * What reading each shape of a paste costs, measured in a thread of its own: once a test has looked into
 * `RegExp.prototype`, the engine takes its slow path for every pattern of that thread, which no reader's browser does.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { readInSteps, readReport } from '../../../src/core/report/index.ts';
import { SHAPES } from '../../shapes.ts';

/** What a shape costs at least, in milliseconds of the processor's time: in all, and in its longest step. */
export interface StepCost {
  readonly name: string;
  readonly ms: number;
  readonly step: number;
}

export interface StepLimits {
  /** Characters of each shape. */
  readonly length: number;
  /** Milliseconds: a shape is asked again, at most `runs` times, only while it takes longer. */
  readonly mostMs: number;
  readonly mostStep: number;
  readonly runs: number;
  /** Read once before, so that what is measured is compiled. */
  readonly before: string;
}

/** This thread's alone, whatever else the machine and the garbage collector do. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function costOf(text: string, { mostMs, mostStep, runs }: StepLimits): Omit<StepCost, 'name'> {
  const least: number[] = [];
  let cost = { ms: Number.POSITIVE_INFINITY, step: Number.POSITIVE_INFINITY };
  for (let run = 0; run < runs && (cost.ms > mostMs || cost.step > mostStep); run++) {
    const reading = readInSteps(text);
    const began = cpuMs();
    for (let index = 0, before = began; ; index++) {
      const { done } = reading.next();
      const now = cpuMs();
      least[index] = Math.min(least[index] ?? Number.POSITIVE_INFINITY, now - before);
      before = now;
      if (done) break;
    }
    cost = {
      ms: Math.min(cost.ms, cpuMs() - began),
      step: least.reduce((most, each) => Math.max(most, each), 0),
    };
  }
  return cost;
}

const limits = workerData as StepLimits | undefined;
if (parentPort && limits) {
  readReport(limits.before);
  parentPort.postMessage(SHAPES.map(({ name, make }) => ({ name, ...costOf(make(limits.length), limits) })));
}
