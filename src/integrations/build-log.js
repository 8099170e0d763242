/**
 * What a build says: its steps, what each of ours has to tell, every warning and error. Astro also prints a line for each
 * of five thousand files, between which nobody finds the rest. Astro loads this by its path, and takes JavaScript only.
 */

import toTerminal from 'astro/logger/node';

/** A file, and behind it what it took: `  ├─ /137/index.html`, ` (+12ms) `, in colours or not. */
const OF_ONE_FILE = /[├└]─|^ (?:\x1b\[\d+m)*\((?:\+[\d.]+m?s|restored|cached)\)/;

/** @param {Parameters<typeof toTerminal>[0]} options */
export default function buildLog(options) {
  const { write } = toTerminal(options);
  return {
    /** @param {Parameters<typeof write>[0]} event */
    write(event) {
      if (event.level !== 'info' || !OF_ONE_FILE.test(event.message)) write(event);
    },
  };
}
