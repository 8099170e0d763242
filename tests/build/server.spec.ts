/** The last step of `npm start`: a program that prints where the site is, and serves it there. */

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DIST, filesIn } from '../built.ts';

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

test('answers GET and HEAD, asks to be asked again, and keeps nothing that is missing', async () => {
  await started({ PORT: '0' }, async (url) => {
    const ask = (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init });
    const page = await ask('137/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const tag = page.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    expect((await ask('137/', { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect((await ask('137/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);

    const head = await ask('137/', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const refused = await ask('137/', { method });
      expect(refused.status, method).toBe(405);
      expect(refused.headers.get('allow'), method).toBe('GET, HEAD');
    }

    const script = filesIn(DIST).find((file) => /^_astro\/.*\.js$/.test(file)) ?? '';
    expect((await ask(script)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const path of ['_astro/missing.js', 'nowhere/', 'sw.js/']) {
      expect((await ask(path)).status, path).toBe(404);
      expect((await ask(path)).headers.get('cache-control'), path).toBe('no-cache');
    }
    for (const path of ['_headers', '_redirects', '_hosting/nginx.conf', '%5fheaders', './_headers']) {
      expect((await ask(path)).status, path).toBe(404);
    }
    // `//137/` as an address is another host.
    for (const path of ['/137', '%2F137', '%2f%2f137', '%5C137', '137%00', '137/..%2f']) {
      const answer = await ask(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('location'), path).toBeNull();
    }
    expect((await ask('137?from=alert')).headers.get('location')).toBe('/137/?from=alert');

    const encoding = async (accepts: string) =>
      (await ask('137/', { headers: { 'accept-encoding': accepts } })).headers.get('content-encoding');
    expect(await encoding('gzip, br')).toBe('br');
    expect(await encoding('gzip, br;q=0.5')).toBe('br');
    expect(await encoding('br;q=0, gzip')).toBeNull();
    expect(await encoding('identity')).toBeNull();
  });
});

test('listens on this machine alone unless told otherwise', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  const reached = async (url: string, address: string) => {
    const { port } = new URL(url);
    return fetch(`http://${address}:${port}/`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  await started({ PORT: '0' }, async (url) => {
    expect(await reached(url, '127.0.0.1')).toBe(true);
    for (const { address } of others) expect(await reached(url, address), address).toBe(false);
  });
  await started({ PORT: '0', HOST: '0.0.0.0' }, async (url) => {
    for (const { address } of others) expect(await reached(url, address), address).toBe(true);
  });
});

test('goes on while a build empties and fills the folder under it', async ({}, testInfo) => {
  const folder = testInfo.outputPath('site');
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('index.html', 'first');
  put('404.html', 'nothing here');
  put('_headers', '/*\n  X-Build: 1\n');
  await started({ PORT: '0', OUT_DIR: folder }, async (url) => {
    const read = async (path: string) => {
      const answer = await fetch(url + path);
      return [answer.status, answer.headers.get('x-build'), await answer.text()];
    };
    expect(await read('')).toEqual([200, '1', 'first']);
    rmSync(folder, { recursive: true });
    for (const path of ['', 'nowhere/', '_astro/a.js']) {
      expect(await read(path), path).toEqual([404, null, expect.stringContaining('nothing at this address')]);
    }
    put('index.html', 'second, and longer');
    put('_headers', '/*\n  X-Build: 2\n');
    expect(await read('')).toEqual([200, '2', 'second, and longer']);
    put('404.html', 'nothing there');
    expect(await read('nowhere/')).toEqual([404, '2', 'nothing there']);
  });
});

test('500 connections at once are answered, and each file is compressed once', async () => {
  await started({ PORT: '0' }, async (url) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 500 });
    const ask = (path: string) =>
      new Promise<string>((done, failed) => {
        get(url + path, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
          answer
            .resume()
            .once('end', () => done(`${answer.statusCode} ${answer.headers['content-encoding']}`));
        }).once('error', failed);
      });
    const start = performance.now();
    const paths = ['', '137/', '139/', 'zh/137/', 'search/index.json'];
    const answers = await Promise.all(
      Array.from({ length: 2000 }, (_, n) => ask(paths[n % paths.length] ?? '')),
    );
    const ms = performance.now() - start;
    agent.destroy();
    expect([...new Set(answers)]).toEqual(['200 br']);
    console.log(`  2000 requests over 500 connections: ${Math.round(ms)} ms`);
    // Compressed per request, they take minutes.
    expect(ms).toBeLessThan(20_000);
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
