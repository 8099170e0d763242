/** One mention out of two that speak of the same ending. */

import type { Mention } from './group.ts';

const WEIGHT = { container: 4, pod: 3, process: 2, step: 1, command: 0 } as const;

/** The written code before the number of the signal, the name and the reason that say more, whatever cause is told. */
export function joined(a: Mention, b: Mention): Mention {
  const weight = (draft: Mention): number =>
    draft.container === undefined ? -1 : WEIGHT[draft.naming ?? 'container'];
  const named = weight(b) > weight(a) ? b : a;
  const coded = a.code === undefined || (a.codeIsSignal && b.code !== undefined && !b.codeIsSignal) ? b : a;
  const reasoned =
    a.reason === undefined || (a.weakReason && b.reason !== undefined && !b.weakReason) ? b : a;
  const { code: _, codeIsSignal: __, weakReason: ___, role: ____, ...rest } = { ...b, ...a };
  const written = coded.code === undefined ? {} : { code: coded.code };
  const role = a.role === b.role ? a.role : undefined;
  return {
    ...rest,
    ...written,
    ...(coded.codeIsSignal && { codeIsSignal: true }),
    ...(reasoned.reason !== undefined && { reason: reasoned.reason }),
    ...(reasoned.weakReason && { weakReason: true }),
    ...(named.container !== undefined && { container: named.container, naming: named.naming ?? 'container' }),
    ...(role !== undefined && { role }),
    line: coded.code === undefined ? a.line : coded.line,
    family: coded.family,
  };
}
