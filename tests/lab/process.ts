/** Runs one command, bounded in time and memory, and cleaned up by its process group, whatever it does. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after } from './patience.ts';

/** How a process ended, or what it still was when the time was up. Numbers are exit statuses, 0 to 255. */
export type End = number | NodeJS.Signals | 'running' | 'stopped';

export interface Run {
  readonly end: End;
  readonly stdout: string;
  readonly stderr: string;
  /** From start to end, in milliseconds. */
  readonly ms: number;
}

export interface Limits {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Seconds until everything is killed; 10 unless given. A slow machine has some patience more. */
  readonly seconds?: number;
  /** Compilers and engines know their own needs; what is observed is bounded in memory, and leaves no core file. */
  readonly unbounded?: true;
}

/** Writable memory of one observed process, in KiB: enough for a JVM, and no danger to the machine. */
const MEMORY_KIB = 3 << 20;
/** Output beyond this is not kept; an observation needs a line. */
const OUTPUT_LIMIT = 1 << 20;

/** Standard input is empty unless given. Never throws: a command that cannot be started ends with 127. */
export async function run(command: string, args: readonly string[], limits: Limits = {}): Promise<Run> {
  const { cwd, input = '', env = process.env, unbounded, seconds = 10 } = limits;
  const bounds = `ulimit -c 0; ulimit -d ${MEMORY_KIB} 2>/dev/null; exec "$@"`;
  const [file, argv] = unbounded ? [command, args] : ['/bin/sh', ['-c', bounds, 'lab', command, ...args]];
  const start = performance.now();
  // A group of its own, so that the whole of it can be killed. Node gives a child the default action of every signal.
  const child = spawn(file, argv, { cwd, env, detached: true, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (stdout.length < OUTPUT_LIMIT) stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < OUTPUT_LIMIT) stderr += chunk.toString();
  });
  // A program that reads nothing closes the pipe, which is no error here.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);

  return new Promise((resolve) => {
    let late: End | undefined;
    const done = (end: End) => {
      callOff();
      killGroup(child.pid);
      resolve({ end: late ?? end, stdout, stderr, ms: performance.now() - start });
    };
    const callOff = after(seconds, () => {
      late = isStopped(child.pid) ? 'stopped' : 'running';
      killGroup(child.pid);
    });
    child.on('error', () => done(127));
    child.on('exit', (code, signal) => {
      // What it left running may hold the pipes open: the output that is there is the output.
      const end = signal ?? code ?? 0;
      const notClosed = after(0.3, () => done(end));
      child.on('close', () => {
        notClosed();
        done(end);
      });
    });
  });
}

function killGroup(pid: number | undefined) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/** Whether a process is stopped by a signal, as Linux says in `/proc`; false where there is none. */
function isStopped(pid: number | undefined): boolean {
  try {
    return / [Tt] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return false;
  }
}

/** The first line that says something, without what differs from run to run: folders of the lab, process ids. */
export function firstLine(text: string, folder = ''): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  return (folder ? line.replaceAll(folder, '.') : line)
    .replace(/(line \d+: +|^ksh\w*: )\d{2,}(?=:? )/, '$1PID')
    .trim()
    .slice(0, 160);
}
