/**
 * A part of `npm run check`: no regular expression that a reader's text can meet is slow on any line. Literals are read
 * from the source, so that one in a branch that no fixture reaches is seen; patterns built from parts are remembered when
 * they are built, and each place that builds one must have.
 */

import { built } from './built-patterns.ts';
// oxlint-disable-next-line import/order -- the patterns must be remembered from the first import on
import { slownessOf, patternsOfReading } from './patterns.ts';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Folders whose scripts run in browsers, over what somebody typed or pasted. */
const FOLDERS = ['src/core', 'src/elements'];

interface Place {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

const literals: Place[] = [];
const builders: string[] = [];
for (const file of globSync(FOLDERS.map((folder) => `${folder}/**/*.ts`))) {
  const path = file.replaceAll('\\', '/');
  const tree = ts.createSourceFile(path, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const at = (node: ts.Node): string =>
    `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ at: at(node), source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') builders.push(at(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

// What is built while something is read is built by reading.
patternsOfReading();
const seen = new Set(built.map(({ at }) => at));
const problems = [
  ...builders.filter((at) => !seen.has(at)).map((at) => `${at}: builds a pattern that no fixture needs`),
  ...[...literals, ...built].flatMap(({ at, ...pattern }) =>
    slownessOf(pattern).map((problem) => `${at}: ${problem} in /${pattern.source.slice(0, 200)}/`),
  ),
];
for (const problem of new Set(problems)) console.error(problem);
console.log(
  `${literals.length} patterns and ${built.length} built from parts, ${new Set(problems).size} slow`,
);
if (problems.length > 0) process.exit(1);
