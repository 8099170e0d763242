/**
 * What is asked of Docker's daemon many times, asked through its HTTP interface: starting the command line takes longer than
 * any answer. What a scenario is about is still done with the command line.
 *
 * https://docs.docker.com/reference/api/engine/
 */

import { request, type IncomingMessage } from 'node:http';
import { after } from './patience.ts';
import type { State } from './engines.ts';

/** Frames of output begin with the number of the stream and, from the fifth byte, the length of what follows. */
const FRAME_HEAD = 8;

export interface DockerApi {
  /** Whether the daemon answers. */
  readonly isUp: () => Promise<boolean>;
  readonly state: (name: string) => Promise<State | undefined>;
  readonly isReady: (name: string, seconds: number) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

export function dockerApi(socketPath: string): DockerApi {
  const ask = (method: string, path: string, seconds: number) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request({ socketPath, method, path }, resolve);
      const callOff = after(seconds, () => asked.destroy(new Error('no answer in its time')));
      asked.on('error', reject).on('close', callOff).end();
    });
  return {
    isUp: async () => {
      const answer = await ask('GET', '/_ping', 5).catch(() => undefined);
      answer?.resume();
      return answer?.statusCode === 200;
    },
    state: async (name) => {
      const answer = await ask('GET', `/containers/${name}/json`, 10).catch(() => undefined);
      if (answer?.statusCode !== 200) return undefined;
      const text = Buffer.concat(await answer.toArray()).toString();
      const { State: state } = JSON.parse(text) as {
        State: { ExitCode: number; OOMKilled: boolean; Status: string };
      };
      return { code: state.ExitCode, oomKilled: state.OOMKilled, status: state.Status };
    },
    isReady: async (name, seconds) => {
      try {
        const answer = await ask('GET', `/containers/${name}/logs?stdout=1&follow=1`, seconds);
        let seen = Buffer.alloc(0);
        for await (const chunk of answer) {
          seen = Buffer.concat([seen, chunk as Buffer]);
          if (/^ready/m.test(textOf(seen))) break;
        }
        answer.destroy();
      } catch {
        // It said nothing in its time, which is as good as an answer.
      }
    },
    remove: async (name) => {
      // The next one does not need it to be gone.
      const answer = await ask('DELETE', `/containers/${name}?force=1&v=1`, 30).catch(() => undefined);
      await answer?.toArray();
    },
  };
}

function textOf(frames: Buffer): string {
  let text = '';
  for (let at = 0; at + FRAME_HEAD <= frames.length;) {
    const end = at + FRAME_HEAD + frames.readUInt32BE(at + 4);
    text += frames.subarray(at + FRAME_HEAD, end).toString();
    at = end;
  }
  return text;
}
