import { clue } from '../clue.ts';
import type { ClueRule } from '../clue.ts';

/** Servers and job queues that stop a worker which takes too long. */
export const workers: readonly ClueRule[] = [
  clue('deadline', 'stop', 'all', /WORKER TIMEOUT \(pid:(?<about>\d{1,10})\)/g),
  clue('deadline', 'any', 'next', /WORKER TIMEOUT/g),
  clue('deadline', 'stop', 'all', /HARAKIRI ON WORKER (?<about>\d{1,6})/g),
  clue('deadline', 'stop', 'next', /Hard time limit \(\d{1,9}s\) exceeded|TimeLimitExceeded\(/g, {
    words: ['hard time limit', 'timelimitexceeded'],
  }),
  clue(
    'deadline',
    'stop',
    'all',
    /child (?<about>\d{1,10}), script '[^']{1,300}' \([^']{0,300}?\) execution timed out/g,
  ),
  // pm2, supervisord and Airflow: what outlived its time to stop.
  clue(
    'stop-timeout',
    'kill',
    'once',
    /still alive after \d{1,9}ms, sending it SIGKILL|\bkilling '(?<about>[^']{1,200})' \(\d{1,10}\) with SIGKILL|did not respond to SIGTERM/g,
    {
      words: ['still alive after', "killing '", 'respond to sigterm'],
    },
  ),
  clue('deadline', 'any', 'all', /Task timed out after [\d.]{1,12} seconds/g),
  clue('uncaught', 'code', 'next', /Exception in worker process|Worker failed to boot/g, {
    words: ['exception in worker', 'failed to boot'],
  }),
];
