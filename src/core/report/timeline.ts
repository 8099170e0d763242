/** What a paste tells of a Kubernetes container in time: its last run, its restarts and what it does now. */

import { isFiller } from './filler.ts';
import type { Finding } from './finding.ts';

export type TimelineStep =
  /** As written. */
  | { readonly kind: 'started'; readonly at: string }
  /** From start to end, in seconds. */
  | { readonly kind: 'ran'; readonly seconds: number }
  /** `now` when it stays ended. */
  | { readonly kind: 'ended'; readonly finding: Finding; readonly now: boolean }
  /** How often since the pod exists, 1 or more. */
  | { readonly kind: 'restarted'; readonly times: number }
  | { readonly kind: 'waiting'; readonly finding: Finding }
  /** Since when, as written. */
  | { readonly kind: 'running'; readonly since?: string };

export interface Timeline {
  /** As written; undefined when the paste names none. */
  readonly container: string | undefined;
  /** Two or more, earliest first; only what the paste says. */
  readonly steps: readonly TimelineStep[];
}

/** Seconds that a container ran, from times as `kubectl` and the API write them; undefined for fillers and what does not parse. */
export function secondsRun({ startedAt, finishedAt }: Finding): number | undefined {
  if (isFiller(startedAt) || isFiller(finishedAt)) return undefined;
  const run = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
  return Number.isFinite(run) && run >= 0 ? run : undefined;
}

/** One per container of which the paste shows a state and something before or after it, in the order of the findings. */
export function timelines(findings: readonly Finding[]): readonly Timeline[] {
  const byContainer = new Map<string | undefined, Finding[]>();
  for (const finding of findings) {
    if (!finding.state || !/^(?:kubernetes-describe|structured)$/.test(finding.family)) continue;
    const own = byContainer.get(finding.container);
    if (own) own.push(finding);
    else byContainer.set(finding.container, [finding]);
  }
  return [...byContainer].flatMap(([container, own]) => {
    const steps = stepsOf(own);
    return steps.length > 1 ? [{ container, steps }] : [];
  });
}

function stepsOf(own: readonly Finding[]): readonly TimelineStep[] {
  const last = own.find(({ kind, state }) => kind === 'ended' && state === 'last');
  const ended = own.find(({ kind, state }) => kind === 'ended' && state === 'current');
  const waiting = own.find(({ kind }) => kind === 'waiting');
  const times = Math.max(0, ...own.map(({ restarts = 0 }) => restarts));
  const running = own.find(({ runningSince }) => runningSince !== undefined)?.runningSince;
  return [
    ...(last ? runOf(last, false) : []),
    ...(times > 0 ? [{ kind: 'restarted', times } as const] : []),
    ...(ended ? runOf(ended, true) : []),
    ...(waiting ? [{ kind: 'waiting', finding: waiting } as const] : []),
    ...(running === undefined ? [] : [{ kind: 'running', ...(running && { since: running }) } as const]),
  ];
}

function runOf(finding: Finding, now: boolean): readonly TimelineStep[] {
  const { startedAt } = finding;
  const seconds = secondsRun(finding);
  return [
    ...(startedAt === undefined || isFiller(startedAt) ? [] : [{ kind: 'started', at: startedAt } as const]),
    ...(seconds === undefined ? [] : [{ kind: 'ran', seconds } as const]),
    { kind: 'ended', finding, now },
  ];
}
