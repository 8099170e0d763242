/** The last step of `npm start`: a program that prints where the site is, and serves it there. */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { DIST } from '../built.ts';

/** Starts the server as npm does and ends it when `use` has run. */
async function started(
  env: Readonly<Record<string, string>>,
  use: (url: string, printed: string) => Promise<void>,
) {
  const child = spawn(process.execPath, ['src/server.ts'], {
    env: { ...process.env, OUT_DIR: DIST, BASE_PATH: '/', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((end) => child.once('exit', end));
  try {
    const { url, printed } = await new Promise<{ url: string; printed: string }>((found, failed) => {
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const url = /http:\/\/\S+/.exec(printed)?.[0];
        if (url) found({ url, printed });
      });
      child.once('exit', (code) => failed(new Error(`ended with ${code} before it said where it serves`)));
    });
    await use(url, printed);
  } finally {
    child.kill();
    await ended;
  }
}

test('prints an address and serves the built site there, with its headers', async () => {
  await started({ PORT: '0' }, async (url) => {
    expect(url).toMatch(/^http:\/\/localhost:\d+\/$/);
    const home = await fetch(url);
    expect(home.status).toBe(200);
    expect(home.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(home.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(home.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await home.text()).toContain('<html lang="en">');

    const missing = await fetch(`${url}nowhere/`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('There is no page at this address');
    expect((await fetch(`${url}../package.json`)).status).toBe(404);
    expect((await fetch(`${url}%2e%2e/package.json`)).status).toBe(404);
    expect((await fetch(`${url}..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(`${url}%E0%A4%A`)).status).toBe(404);
  });
});

test('a port that is taken is said, and another one used', async () => {
  const blocker = createServer();
  await new Promise<void>((listening) => blocker.listen(0, listening));
  const address = blocker.address();
  const taken = typeof address === 'object' && address ? String(address.port) : '';
  await started({ PORT: taken }, async (url, printed) => {
    expect(printed).toContain(`Port ${taken} is taken`);
    expect(new URL(url).port).not.toBe(taken);
    expect((await fetch(url)).status).toBe(200);
  });
  await new Promise((closed) => blocker.close(closed));
});
