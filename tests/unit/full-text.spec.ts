import { expect, test } from '@playwright/test';
import { readable } from '../../src/integrations/full-text.ts';

test('the full-text index reads cells, terms and what stands beside them as words of their own', () => {
  expect(readable('<dt>use climbs</dt><dd class="do">Raise it</dd>')).toBe(
    '<p>use climbs</p><p class="do">Raise it</p>',
  );
  expect(readable('<th scope="row">6</th><td>No host</td>')).toBe('<p scope="row">6</p><p>No host</p>');
  expect(readable('<thead><samp>a</samp><samp>b</samp>')).toBe('<thead><samp>a</samp> <samp>b</samp>');
  expect(readable('<b><a href="#x">Memory limit</a></b><small>A process</small>')).toBe(
    '<b><a href="#x">Memory limit</a>.</b> <p>A process</p>',
  );
});
