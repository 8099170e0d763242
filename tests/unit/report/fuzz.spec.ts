/** A quick part of `npm run attack`: no text whatever makes the reader of pastes throw or contradict itself. */

import { expect, test } from '@playwright/test';
import { disagreementOf, faultOf, mutated, randomFrom, randomText } from '../../fuzz.ts';
import { TEXTS } from './fixtures/index.ts';

const RANDOM = 4000;
const MUTATED = 2000;
const AGREEING = 200;

const shown = (text: string, fault: string | undefined): string => `${fault}: ${JSON.stringify(text)}`;

test('random texts', () => {
  const random = randomFrom(1);
  for (let count = 0; count < RANDOM; count++) {
    const text = randomText(random);
    const fault = faultOf(text);
    expect(fault, shown(text, fault)).toBeUndefined();
  }
});

test('mutated real texts', () => {
  const random = randomFrom(2);
  for (let count = 0; count < MUTATED; count++) {
    const text = mutated(TEXTS[count % TEXTS.length] ?? '', random);
    const fault = faultOf(text);
    expect(fault, shown(text, fault)).toBeUndefined();
  }
});

test('a text is read the same way twice, after any other, and by its parts', () => {
  const random = randomFrom(3);
  for (let count = 0; count < AGREEING; count++) {
    const text = mutated(TEXTS[count % TEXTS.length] ?? '', random);
    const fault = disagreementOf(text, TEXTS[(count * 7) % TEXTS.length] ?? '');
    expect(fault, shown(text, fault)).toBeUndefined();
  }
});
