/** `npm run content`: the checks of content alone. With `--fix`, what they can mend by themselves is written first. */

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeProblems } from '../schema/problem.ts';
import { checkContent, RULES } from './index.ts';
import { readContent } from './read.ts';

const root = resolve(import.meta.dirname, '../..');

function read() {
  const { files, problems } = readContent(root);
  return problems.length > 0 ? { problems, warnings: [], content: undefined } : checkContent(files);
}

let checked = read();
if (process.argv.includes('--fix')) {
  // Rule by rule, each on what the one before it left.
  for (const { name, fix } of RULES) {
    if (!fix || !checked.content) continue;
    for (const [path, text] of fix(checked.content)) {
      writeFileSync(join(root, path), text);
      console.log(`${path}: ${name} written`);
    }
    checked = read();
  }
}
const { problems, warnings } = checked;
if (warnings.length > 0) console.warn(describeProblems(warnings));
if (problems.length > 0) {
  console.error(`The content has ${problems.length} problem(s).\n${describeProblems(problems)}`);
  process.exitCode = 1;
} else {
  console.log('The content is right.');
}
