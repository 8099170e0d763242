/** What written and derived pages of exit statuses have in common: what the core knows of the number. */

import { z } from 'astro/zod';
import { bitsOf, exitStatusBits } from '../../core/arithmetic/bits.ts';
import { encodeWaitStatus } from '../../core/arithmetic/wait-status.ts';
import { FAMILIES, familyOf } from '../../core/tables/families.ts';
import { numberElsewhere } from '../../core/tables/platforms.ts';
import { signalOfStatus, type Signal } from '../../core/tables/signals.ts';
import { namesOfStatus } from '../../core/tables/status-names.ts';
import type { Translate } from '../../i18n/index.ts';
import type { Entry, Folds, Neighbours, Sign } from '../blocks.ts';
import { indexPath, type Page, type Surroundings } from '../kind.ts';

/** `137 SIGKILL: killed from outside`: the title of the page and of every link to it. */
export function codeTitle(
  { code, name, title }: { readonly code: number; readonly name: string; readonly title: string },
  t: Translate,
): string {
  // A name that stands on screens belongs in the title of a shared link; our own words for a number do not.
  const named =
    signalOfStatus(code) !== undefined || namesOfStatus(code).some((entry) => entry.name === name);
  return t(named ? 'code.pageTitle' : 'code.plainTitle', { code, name, title });
}

export const familyId = z.enum(FAMILIES.map(({ id }) => id));

/** What every record of a status has besides what its page says. */
export const statusShape = {
  code: z.int().min(0).max(255),
  family: familyId,
  signal: z
    .strictObject({
      name: z.string(),
      number: z.int().min(1).max(64),
      aliases: z.array(z.string()),
      action: z.enum(['terminate', 'core', 'stop', 'continue', 'ignore']),
      catchable: z.boolean(),
    })
    .nullable()
    .describe('The signal that shells and runtimes write as this number: 128 plus its own'),
  names: z.array(
    z.strictObject({ name: z.string(), convention: z.enum(['libc', 'lsb', 'sysexits', 'systemd']) }),
  ),
  elsewhere: z
    .array(z.strictObject({ platform: z.string(), signal: z.string() }))
    .describe('What 128 plus the signal of this number means on other platforms'),
  bits: z.string().regex(/^[01]{8}$/),
  waitStatus: z.int().describe('The raw wait status of a process that exited with this number'),
};

export function statusFacts(code: number) {
  const signal = signalOfStatus(code);
  return {
    code,
    family: familyOf(code).id,
    signal: signal
      ? {
          name: signal.name,
          number: signal.number,
          aliases: [...signal.aliases],
          action: signal.action,
          catchable: signal.catchable,
        }
      : null,
    names: namesOfStatus(code).map(({ name, convention }) => ({ name, convention })),
    elsewhere: (signal ? numberElsewhere(signal.number) : []).map(({ platform, signal: name }) => ({
      platform,
      signal: name,
    })),
    bits: bitsOf(code, 8).join(''),
    waitStatus: encodeWaitStatus({ state: 'exited', exitStatus: code }),
  };
}

/** The sign of a status. `anchor` is the section that a summary for chat should lead to. */
export function signOf(
  page: Page<{ readonly name: string; readonly summary: string }>,
  anchor: string,
  t: Translate,
): Sign {
  const code = page.status ?? 0;
  const { name, summary } = page.data;
  const { id: family, ranges } = familyOf(code);
  const range = ranges.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ');
  return {
    type: 'sign',
    page: page.ref,
    crumbs: [
      { page: { kind: 'page', path: indexPath(page.kind) }, label: t('site.codes') },
      {
        page: { kind: 'page', path: indexPath(page.kind) },
        fragment: `#family-${family}`,
        label: t(`family.${family}`),
        detail: ` ${range}`,
      },
    ],
    word: t('code.word'),
    big: String(code),
    name,
    summary,
    // Chats know code and strong, but not our targets.
    chat: t('code.chat', { code, name, summary: summary.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') }),
    anchor,
  };
}

/** The status taken apart into its bits; `signal` is what the page says that it stands for. */
export function bitsFold(
  { code, signal }: { readonly code: number; readonly signal: Signal | undefined },
  text: string,
  t: Translate,
): Folds['parts'][number] {
  const picture = exitStatusBits(code);
  return {
    block: { type: 'bits', id: 'bits', title: t('code.bits', { code }), status: code, picture, signal, text },
    line: signal && `128 + ${signal.number}`,
  };
}

/** The statuses before and after in the same family. */
export function neighbours(page: Page, { siblings }: Surroundings): Neighbours {
  const family = siblings.filter(({ list }) => list.family === page.list.family);
  const at = family.findIndex(({ status }) => status === page.status);
  const entry = (found: Page | undefined): Entry | undefined => found && { page: found.ref, ...found.list };
  return { type: 'neighbours', before: entry(family[at - 1]), after: entry(family[at + 1]) };
}
