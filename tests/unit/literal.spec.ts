import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { literal } from '../../src/elements/literal.ts';

test('links, mentions and formats of a pasted name are shown and do nothing', () => {
  for (const [text, shown] of [
    ['[Reset your password](https://evil.example/)', '`[Reset your password](https://evil.example/)`'],
    ['<!channel> @here', '`<!channel> @here`'],
    ['a`b``c', "`a'b''c`"],
    ['one\ntwo\u2028three\u0085four', '`one two three four`'],
    ['\u202egnp.exe', '`gnp.exe`'],
    ['', ''],
    ['\u0007\u200b', ''],
  ] as const)
    expect(literal(text)).toBe(shown);
});

test('any text becomes one code span on one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(literal(text)).toMatch(/^(?:|`[^`\n\r\u2028\u2029\u202a-\u202e]+`)$/);
    }),
  );
});
