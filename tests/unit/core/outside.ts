/** Tools that nobody here wrote, to check the tables against. */

import { spawnSync } from 'node:child_process';
import { test } from '@playwright/test';

/**
 * The output of a command, or undefined where the tool is missing or fails; the test's annotations then say so, because
 * a cross-check that did not run must not look like one that passed.
 */
export function ask(command: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (!error && status === 0) return stdout;
  const why = error ? error.message : `status ${String(status)}: ${stderr.trim()}`;
  notChecked(`${command}: ${why}`);
  return undefined;
}

/** Records in the report that a part of the test could not run here. */
export function notChecked(description: string): void {
  test.info().annotations.push({ type: 'not checked here', description });
}
