/** Packages of Debian and its kin, for what tests need and the machine lacks. Somebody else may be installing as well. */

import { spawnSync } from 'node:child_process';

/** How long another program may hold a lock of apt's. */
const PATIENCE_S = 300;
const RETRY_MS = 2000;
/** What apt says in English of a lock that another program holds. */
const HELD = /Could not get lock|Unable to acquire the dpkg frontend lock/;
/** Waits for the lock of what is installed; the lists that `update` writes have another one, which this leaves alone (apt 2.6.1). */
const WAITING = ['-o', `DPkg::Lock::Timeout=${PATIENCE_S}`];

/**
 * Installs packages with nothing that is merely recommended; true when they are there. Where the lists of packages cannot
 * be brought up to date, those from before will do. `env` and `retryMs` (milliseconds) are for tests.
 */
export function installPackages(
  names: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  retryMs = RETRY_MS,
): boolean {
  const apt = (...args: string[]) => {
    const { status, stderr } = spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: 2 * PATIENCE_S * 1000,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C', RUNLEVEL: '1' },
    });
    return { done: status === 0, held: HELD.test(stderr ?? ''), said: stderr ?? '' };
  };
  let told = false;
  const sayItIsHeld = () => {
    if (!told)
      console.log(`Another program holds apt's lock: waiting for it, up to ${PATIENCE_S / 60} minutes.`);
    told = true;
  };

  const until = Date.now() + PATIENCE_S * 1000;
  let update = apt('update', '-qq');
  while (update.held && Date.now() < until) {
    sayItIsHeld();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
    update = apt('update', '-qq');
  }
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  let install = apt(...wanted);
  if (install.held) {
    sayItIsHeld();
    install = apt(...WAITING, ...wanted);
  }
  if (!install.done) process.stderr.write(update.said + install.said);
  return install.done;
}
