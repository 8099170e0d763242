/** How the lab asks an engine, and how long it waits: what a busy machine or an answer in pieces must not change. */

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { dockerApi } from '../lab/docker-api.ts';
import { after } from '../lab/patience.ts';

/** A daemon on a socket of its own, and what it was asked. */
async function withDaemon(
  answer: RequestListener,
  use: (api: ReturnType<typeof dockerApi>, asked: readonly string[]) => Promise<void>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'fake-docker-'));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
  try {
    await use(dockerApi(join(folder, 'socket')), asked);
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Output as the daemon sends it: eight bytes with stream and length before each piece. */
function frame(text: string): Buffer {
  const head = Buffer.alloc(8);
  head[0] = 1;
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
}

test('the state of a container is read from the daemon; of one that is gone there is none', async () => {
  const state = { ExitCode: 137, OOMKilled: true, Status: 'exited' };
  await withDaemon(
    ({ url }, response) => {
      if (url === '/containers/one/json') response.end(JSON.stringify({ State: state }));
      else response.writeHead(404).end('{}');
    },
    async (api, asked) => {
      expect(await api.state('one')).toEqual({ code: 137, oomKilled: true, status: 'exited' });
      expect(await api.state('two')).toBeUndefined();
      await api.remove('one');
      expect(asked.at(-1)).toBe('DELETE /containers/one?force=1&v=1');
    },
  );
});

test('`ready` is found at the beginning of a line, also when it comes in pieces, and while the program runs on', async () => {
  const output = Buffer.concat([frame('not ready\n'), frame('ready\n')]);
  await withDaemon(
    (_, response) => {
      // The answer never ends by itself, as that of a program that runs.
      response.write(output.subarray(0, 21));
      setTimeout(() => response.write(output.subarray(21)), 20);
    },
    async (api) => api.isReady('one', 20),
  );
});

test('a daemon that is not there is no answer, and nothing throws', async () => {
  const api = dockerApi('/no/such/socket');
  expect(await api.isUp()).toBe(false);
  expect(await api.state('one')).toBeUndefined();
  await api.isReady('one', 1);
  await api.remove('one');
});

test('time in which the lab did not get to run does not count against a limit', async () => {
  let over = false;
  const callOff = after(0.3, () => (over = true));
  const until = performance.now() + 500;
  while (performance.now() < until);
  await turn();
  await turn();
  expect(over).toBe(false);
  await expect.poll(() => over).toBe(true);
  callOff();
});
