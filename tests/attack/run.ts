/**
 * `npm run attack`: the long run of what `npm test` does in part, with a closing table. Nothing leaves the machine.
 * `SEED=7` tries other texts. Fails when a text makes the reader of pastes throw, contradict itself or take too long.
 */

import { faultOf, mutated, randomFrom, randomText } from '../fuzz.ts';
import { TEXTS } from '../unit/report/fixtures/index.ts';

/** Of the processor's time: what else the machine does is no fault of a text. */
const SLOW_MS = 250;
const seed = Number(process.env['SEED'] ?? 1);

interface Round {
  readonly name: string;
  readonly texts: number;
  readonly make: (count: number, random: () => number) => string;
}

const ROUNDS: readonly Round[] = [
  { name: 'random texts', texts: 100_000, make: (_, random) => randomText(random) },
  {
    name: 'mutated real texts',
    texts: 20_000,
    make: (count, random) => mutated(TEXTS[count % TEXTS.length] ?? '', random),
  },
];

let failed = 0;
const rows = ROUNDS.map(({ name, texts, make }) => {
  const random = randomFrom(seed);
  let faults = 0;
  let slowest = 0;
  for (let count = 0; count < texts; count++) {
    const text = make(count, random);
    const before = process.cpuUsage();
    const fault = faultOf(text);
    const { user, system } = process.cpuUsage(before);
    slowest = Math.max(slowest, (user + system) / 1000);
    if (fault === undefined) continue;
    faults++;
    if (faults <= 5) console.log(`${name}, ${count}: ${fault}: ${JSON.stringify(text)}`);
  }
  failed += faults + (slowest > SLOW_MS ? 1 : 0);
  return { name, texts, faults, 'slowest, ms': Math.round(slowest) };
});
console.table(rows);
process.exit(failed === 0 ? 0 : 1);
