import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isLiteral, parseInline, plainText, type Inline } from '../../src/schema/inline.ts';
import { sectionsOf } from '../../src/schema/mdx.ts';

/** Text in which marks are likely. */
const marked = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('`', '**', '*', '[', '](', ')', '[a](137)', '`x`', '**b**', '[](#memory)', '退出码'),
    ),
  )
  .map((parts) => parts.join(''));

function written(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return `\`${part.text}\``;
    case 'strong':
      return `**${part.text}**`;
    case 'link':
      return `[${part.text}](${part.target})`;
  }
}

test('any line comes back as it was written: nothing is lost, nothing invented', () => {
  fc.assert(
    fc.property(marked, (source) => {
      return parseInline(source).map(written).join('') === source;
    }),
  );
});

test('no part is empty but the words of a link, and two texts never stand side by side', () => {
  fc.assert(
    fc.property(marked, (source) => {
      const parts = parseInline(source);
      return parts.every(
        (part, index) =>
          (part.kind === 'link' || part.text !== '') &&
          !(part.kind === 'text' && parts[index + 1]?.kind === 'text'),
      );
    }),
  );
});

test('what is not a mark is text', () => {
  for (const source of ['2 * 3 ** 4', 'a `b', '[x] (y)', '[x](a b)', '**', '``', '<b>no</b>']) {
    expect(parseInline(source), source).toEqual([{ kind: 'text', text: source }]);
  }
});

test('each mark is read', () => {
  expect(parseInline('Read `$?`, **now**, on [137](137#memory) or [](#reason).')).toEqual([
    { kind: 'text', text: 'Read ' },
    { kind: 'code', text: '$?' },
    { kind: 'text', text: ', ' },
    { kind: 'strong', text: 'now' },
    { kind: 'text', text: ', on ' },
    { kind: 'link', text: '137', target: '137#memory' },
    { kind: 'text', text: ' or ' },
    { kind: 'link', text: '', target: '#reason' },
    { kind: 'text', text: '.' },
  ]);
  expect(plainText('Read `$?`, **now**')).toBe('Read $?, now');
});

test('a line of code and digits alone needs no translation', () => {
  for (const line of ['`OOMKilled`', '`a` `b`: 137', '137', '']) expect(isLiteral(line), line).toBe(true);
  for (const line of ['`a` or `b`', '看到 `a`', '**no**']) expect(isLiteral(line), line).toBe(false);
});

test('sections of a body are found in order', () => {
  const body =
    '<Section id="one" title="The first">\n\ntext\n</Section>\n<Section\n  title="二"\n  id="two">\n\n文\n</Section>';
  expect(sectionsOf(body)).toEqual([
    ['one', 'The first'],
    ['two', '二'],
  ]);
  expect(sectionsOf('no sections')).toEqual([]);
});
