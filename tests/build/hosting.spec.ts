/** The configurations in .hosting/, run by the servers they are for, and what else hosts read. */

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { parse } from 'yaml';
import { LOCALES } from '../../src/i18n/index.ts';
import { DIST, filesIn, prefix } from '../built.ts';
import { listen, results, searchField, withServer } from '../site.ts';
import { findProgram } from '../web-servers.ts';

const SERVERS = { nginx: startNginx, caddy: startCaddy } as const;
const PRIVATE = ['_headers', '_redirects', '_hosting/nginx.conf', '_hosting/Caddyfile'];

interface Served {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** As .hosting/nginx.conf says in its first lines, but below a folder of this test. */
function startNginx(program: string, root: string, port: number, folder: string): Served {
  const config = readFileSync('.hosting/nginx.conf', 'utf8')
    .replaceAll(/(?<=\s)\/tmp\//g, `${folder}/`)
    .replaceAll('/srv/site', root)
    .replace('listen 8080;', `listen ${port};`);
  writeFileSync(join(folder, 'nginx.conf'), config);
  cpSync(join(root, '_hosting/nginx.conf'), join(folder, 'site.conf'));
  // Workers of a server that root starts would be somebody who may not read this folder.
  const asRoot = process.getuid?.() === 0 ? ' user root;' : '';
  return { program, args: ['-c', join(folder, 'nginx.conf'), '-g', `daemon off;${asRoot}`] };
}

function startCaddy(program: string, root: string, port: number, folder: string): Served {
  return {
    program,
    args: ['run', '--adapter', 'caddyfile', '--config', resolve('.hosting/Caddyfile')],
    env: {
      ADDRESS: `http://:${port}`,
      SITE_ROOT: root,
      SITE_FILES: root,
      HOME: folder,
      XDG_DATA_HOME: folder,
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Serves the built site, without two of its `.html` twins, for as long as `use` runs. */
async function served(
  name: keyof typeof SERVERS,
  testInfo: TestInfo,
  use: (url: string, root: string) => Promise<void>,
) {
  const program = findProgram(name);
  if (!program) {
    testInfo.annotations.push({ type: 'not tried', description: `${name} is not installed here` });
    return;
  }
  const folder = testInfo.outputPath('server');
  const root = join(folder, 'site');
  mkdirSync(root, { recursive: true });
  const leftOut = ['138.html', '139.html', ...(name === 'nginx' ? ['139'] : [])];
  for (const file of new Set(filesIn(DIST).map((file) => file.split('/')[0] ?? ''))) {
    if (leftOut.includes(file)) continue;
    // A folder of its own: a test takes files out of it.
    if (file === '_astro') cpSync(join(DIST, file), join(root, file), { recursive: true });
    else symlinkSync(resolve(DIST, file), join(root, file));
  }
  if (name === 'nginx') {
    // As in the container: the page is there in its packed form alone.
    mkdirSync(join(root, '139'));
    writeFileSync(
      join(root, '139/index.html.gz'),
      gzipSync(readFileSync(join(DIST, '139/index.html')), { level: 9 }),
    );
  }
  const port = await freePort();
  const { args, env } = SERVERS[name](program, root, port, folder);
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise((end) => child.once('exit', end));
  try {
    const url = `http://localhost:${port}/`;
    await expect
      .poll(() => (child.exitCode === null ? fetch(url).then(({ status }) => status, String) : said), {
        timeout: 20_000,
      })
      .toBe(200);
    await use(url, root);
  } finally {
    child.kill();
    await ended;
  }
}

for (const name of ['nginx', 'caddy'] as const) {
  test(`${name}: addresses, headers, caching, compression, and what is missing`, async ({}, testInfo) => {
    await served(name, testInfo, async (url) => {
      const ask = (path: string, headers: Record<string, string> = {}) =>
        fetch(url + path, { redirect: 'manual', headers });
      const policy = /Content-Security-Policy: (.*)/.exec(readFileSync(join(DIST, '_headers'), 'utf8'))?.[1];
      expect(policy).toBeTruthy();

      for (const locale of LOCALES) {
        const home = prefix(locale);
        const page = await ask(`${home}137/`);
        expect(page.status).toBe(200);
        const html = await page.text();
        const slashless = await ask(`${home}137`);
        expect([301, 308]).toContain(slashless.status);
        expect(new URL(slashless.headers.get('location') ?? '', url).href).toBe(`${url}${home}137/`);
        const twin = await ask(`${home}137.html`);
        expect(twin.status).toBe(200);
        expect(await twin.text()).toBe(html);
        expect((await ask(`${home}SIGSEGV/`)).status).toBe(200);
      }
      expect(await (await ask('138.html')).text()).toBe(await (await ask('138/')).text());
      const plain = readFileSync(join(DIST, '139/index.html'), 'utf8');
      for (const path of ['139/', '139.html', '139/index.html']) {
        for (const encoding of ['gzip', 'identity']) {
          expect(await (await ask(path, { 'accept-encoding': encoding })).text(), path).toBe(plain);
        }
      }

      for (const path of ['nowhere/', '777', 'nowhere.html', 'zh/nowhere', ...PRIVATE]) {
        const missing = await ask(path);
        expect(missing.status, path).toBe(404);
        expect(missing.headers.get('content-type'), path).toBe('text/html; charset=utf-8');
        expect(missing.headers.get('content-security-policy'), path).toBe(policy);
        expect(missing.headers.get('cache-control'), path).toBe('no-cache');
        expect(await missing.text(), path).toContain('There is no page at this address');
      }
      for (const path of [
        '%00',
        `${'n'.repeat(300)}/`,
        '_astro/missing.js',
        '_astro/',
        '_astro/offline-en.json',
      ]) {
        const missing = await ask(path);
        expect([400, 404], path).toContain(missing.status);
        expect(missing.headers.get('cache-control') ?? '', path).not.toMatch(/immutable|max-age=[1-9]/);
      }
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const refused = await fetch(`${url}137/`, { method, redirect: 'manual' });
        expect(refused.status, method).toBe(405);
        expect(refused.headers.get('cache-control') ?? '', method).not.toMatch(/immutable|max-age=[1-9]/);
      }
      const elsewhere = await ask('/137');
      expect(elsewhere.headers.get('location') ?? '', '//137').not.toMatch(/^\/\//);
      // Asked again, an unchanged page costs its headers.
      const first = await ask('137/');
      const tag = first.headers.get('etag');
      const again = await ask('137/', tag ? { 'if-none-match': tag } : {});
      expect(again.status).toBe(304);
      expect(again.headers.get('cache-control')).toBe('no-cache');

      const script = filesIn(DIST).find((file) => /^_astro\/.*\.js$/.test(file)) ?? '';
      for (const [path, type, cached] of [
        ['', 'text/html; charset=utf-8', 'no-cache'],
        ['137/', 'text/html; charset=utf-8', 'no-cache'],
        ['search/index.json', /^application\/json/, 'no-cache'],
        [script, /^text\/javascript/, 'public, max-age=31536000, immutable'],
        ['sw.js', /^text\/javascript/, 'no-cache'],
        ['favicon.svg', /^image\/svg\+xml/, 'no-cache'],
      ] as const) {
        const { headers } = await ask(path);
        expect(headers.get('content-type'), path).toMatch(type);
        expect(headers.get('cache-control'), path).toBe(cached);
        expect(headers.get('content-security-policy'), path).toBe(policy);
        expect(headers.get('x-content-type-options'), path).toBe('nosniff');
        expect(headers.get('referrer-policy'), path).toBe('no-referrer');
        expect(headers.get('permissions-policy'), path).toContain('geolocation=()');
        expect(headers.get('server') ?? '', path).not.toMatch(/\d/);
      }

      for (const path of ['137/', 'search/index.json', script]) {
        // `fetch` unpacks by itself; its header tells what came.
        const small = await ask(path, { 'accept-encoding': 'gzip' });
        expect(small.headers.get('content-encoding'), path).toBe('gzip');
        expect(small.headers.get('vary'), path).toMatch(/accept-encoding/i);
      }
    });
  });

  test(`${name}: in a browser nothing is refused, and search with its WebAssembly works`, async ({
    page,
  }, testInfo) => {
    await served(name, testInfo, async (url) => {
      const complaints = listen(page);
      for (const locale of LOCALES) {
        await page.goto(`${url}${prefix(locale)}137/`);
        await searchField(page).fill(locale === 'zh' ? '位掩码' : 'bit mask of the signals');
        // The first question compiles the index's WebAssembly.
        await expect(results(page).filter({ hasText: '137' })).toBeVisible({ timeout: 20_000 });
      }
      await page.goto(`${url}decode/?q=35072`);
      await expect(page.locator('[data-reading="wait-status"]')).toBeVisible();
      await page.goto(`${url}0xC0000005`);
      await expect(page.locator('[data-windows="0xC0000005"]').first()).toBeVisible();
      expect(complaints).toEqual([]);
    });
  });
}

/** Any script that a page loads at once. */
const SCRIPT = filesIn(DIST).find((file) => /^_astro\/Page.*\.js$/.test(file)) ?? '';

for (const name of ['nginx', 'caddy'] as const) {
  test(`${name}: a page that met half an upload is whole at its first reload`, async ({ page }, testInfo) => {
    await served(name, testInfo, async (url, root) => {
      await halfUploaded(page, url, join(root, SCRIPT));
    });
  });
}

test('npm start: a page that met half an upload is whole at its first reload', async ({ page }, testInfo) => {
  const root = testInfo.outputPath('site');
  cpSync(DIST, root, { recursive: true });
  await withServer({ folder: root }, (url) => halfUploaded(page, url, join(root, SCRIPT)));
});

/** Opens a page whose script is not there yet, then puts it there. */
async function halfUploaded(page: Page, url: string, script: string) {
  expect(SCRIPT).not.toBe('');
  const bytes = readFileSync(script);
  rmSync(script);
  await page.goto(`${url}137/`, { waitUntil: 'networkidle' });
  await expect(searchField(page)).not.toHaveRole('combobox');
  writeFileSync(script, bytes);
  await page.reload();
  await searchField(page).fill('SIGSEGV');
  await expect(results(page).first()).toContainText('139');
}

test('Netlify and Cloudflare Pages: only files that are there may be kept for a year', () => {
  const blocks = readFileSync(join(DIST, '_headers'), 'utf8').trim().split('\n\n');
  const kept = blocks
    .filter((block) => block.includes('immutable'))
    .map((block) => block.split('\n')[0] ?? '');
  expect(kept).toContain(`/${SCRIPT}`);
  for (const path of kept) expect.soft(filesIn(DIST), path).toContain(path.slice(1));
  // Cloudflare reads 100 rules.
  expect(blocks.length).toBeLessThanOrEqual(100);
});

test('Netlify and Cloudflare Pages: no header stands in two blocks, aliases lead to their pages', () => {
  const blocks = readFileSync(join(DIST, '_headers'), 'utf8').trim().split('\n\n');
  const names = blocks.map((block) =>
    block
      .split('\n')
      .slice(1)
      .map((line) => line.split(':')[0]?.trim() ?? ''),
  );
  const [everywhere = []] = names;
  expect(everywhere).toContain('Content-Security-Policy');
  for (const block of names.slice(1)) expect(everywhere.filter((name) => block.includes(name))).toEqual([]);
  for (const line of blocks.join('\n').split('\n')) expect(line.length).toBeLessThan(2000);

  const redirects = readFileSync(join(DIST, '_redirects'), 'utf8').trim().split('\n');
  // Cloudflare reads 2000 of them.
  expect(redirects.length).toBeLessThan(2000);
  expect(redirects).toContain('/SIGKILL/ /137/ 301');
  expect(redirects).toContain('/zh/sigkill/ /zh/137/ 301');
  for (const line of redirects) {
    const [, target = ''] = line.split(' ');
    expect.soft(existsSync(join(DIST, target, 'index.html')), line).toBe(true);
  }
});

test('the container image: every file it takes is there, pinned, read-only and not root', () => {
  const stages = readFileSync('Dockerfile', 'utf8')
    .replaceAll('\\\n', ' ')
    .split(/^(?=FROM )/m)
    .slice(1);
  expect(stages).toHaveLength(2);
  for (const stage of stages) expect(stage).toMatch(/^FROM [\w/.-]+:\d[\w.-]*( AS \w+)?\n/);
  for (const [, sources = ''] of stages.join('').matchAll(/^COPY (?!--from)(.*) \S+$/gm)) {
    for (const source of sources.split(' ')) expect.soft(existsSync(source), source).toBe(true);
  }
  const [, last = ''] = stages;
  expect(last).toMatch(/^USER (?!0\b|root\b)\d+$/m);
  expect(last).not.toMatch(/^(RUN|ADD) /m);
  const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist']));

  // What the server has to write lies in /tmp, which a read-only container mounts.
  const config = readFileSync('.hosting/nginx.conf', 'utf8');
  for (const [, path = ''] of config.matchAll(/^\s*(?:pid|\w+_temp_path) (.*);$/gm)) {
    expect(path).toMatch(/^\/tmp\//);
  }
});

test('GitHub Pages: actions by digest, the address from the repository', () => {
  const workflow = parse(readFileSync('.github/workflows/pages.yml', 'utf8')) as {
    jobs: Record<string, { steps: { uses?: string; run?: string; env?: Record<string, string> }[] }>;
  };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  // A tag can be moved to another commit; what the digest is a release of stands beside it, for people and Dependabot.
  const actions = readdirSync('.github/workflows').flatMap((file) =>
    [...readFileSync(`.github/workflows/${file}`, 'utf8').matchAll(/uses: (.*)/g)].map(([, uses]) => uses),
  );
  expect(actions.length).toBeGreaterThan(5);
  for (const uses of actions) expect.soft(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  const build = steps.find(({ run }) => run === 'npm run build');
  expect(Object.keys(build?.env ?? {})).toEqual(['SITE_URL', 'BASE_PATH']);
  expect(steps.filter(({ run }) => run === 'npm test')).toHaveLength(1);
});
