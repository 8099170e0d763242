import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { builtPages } from '../built.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // One field alone is submitted by Enter and by the phone's search key; the form of names is never submitted.
    'wcag/h32': 'off',
    // `/programs/curl/#6` is an address: HTML allows an id that is a number.
    'valid-id': ['error', { relaxed: true }],
    // Search engines cut at about 70; the number and systemd's own name, such as EXIT_CONFIGURATION_DIRECTORY, come first.
    'long-title': ['error', { maxlength: 90 }],
  },
});

test('the HTML of every page is valid', async () => {
  test.setTimeout(300_000);
  const problems: string[] = [];
  for (const { path, html } of builtPages()) {
    const report = await validator.validateString(html, `/${path}`);
    for (const { messages } of report.results) {
      for (const { line, column, ruleId, message } of messages) {
        problems.push(`/${path}:${line}:${column} ${ruleId}: ${message}`);
      }
    }
  }
  expect(problems).toEqual([]);
});
