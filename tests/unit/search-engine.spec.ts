import { expect, test } from '@playwright/test';
import { isAbout } from '../../src/elements/search-engine.ts';

test('a page that only shares the first letter of a word is no answer to it', () => {
  for (const [query, excerpt, about] of [
    ['wqxjzk', 'holds a lock and <mark>waits</mark> for it', false],
    ['vvkkvv', '在多个<mark>虚拟</mark>环境里运行', false],
    ['killed', 'the kernel <mark>kills</mark> it', true],
    ['bit mask of the signals', 'the <mark>mask</mark> of what is blocked', true],
    ['位掩码', '信号的<mark>掩码</mark>', true],
    ['memories', 'no <mark>memory</mark> left', true],
    ['env', 'the <mark>environment</mark>', true],
    ['docker exit code 137', '<mark>137</mark>', true],
    ['anything', 'an excerpt without a mark', true],
  ] as const)
    expect(isAbout(query, excerpt), `${query}: ${excerpt}`).toBe(about);
});
