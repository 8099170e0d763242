/** The names that a paste gives to the things in it: for commands, and for events that name nothing themselves. */

import type { Paste } from './paste.ts';

export interface Names {
  readonly pod?: string;
  readonly namespace?: string;
  readonly container?: string;
  readonly node?: string;
  /** Of a batch system. */
  readonly job?: string;
}

const POD = '[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?';
const PLACES: readonly (readonly [kind: keyof Names, pattern: RegExp])[] = [
  ['pod', new RegExp(`^Name: {1,20}(${POD})[ \\t]*$`, 'gm')],
  [
    'pod',
    new RegExp(
      `^(?:\\S{1,100}[ \\t]{1,80})?(${POD})[ \\t]{1,80}\\d{1,3}/\\d{1,3}[ \\t]{1,20}(?!Running|Completed)[A-Z]`,
      'gm',
    ),
  ],
  ['pod', new RegExp(`\\bpod/(${POD})\\b`, 'g')],
  ['pod', new RegExp(`\\bin pod (${POD})_`, 'g')],
  ['pod', new RegExp(`\\bpod=\\\\?"?[a-z0-9-]{1,63}/(${POD})\\\\?"`, 'g')],
  [
    'pod',
    new RegExp(
      `\\b(?:kubectl|oc) (?:-n \\S{1,63} )?(?:describe|get|logs|delete) (?:pods? |po |pod/)?(?!pods?\\b|po\\b|events?\\b|-)(${POD})\\b`,
      'g',
    ),
  ],
  ['namespace', /^Namespace: {1,20}([a-z0-9][a-z0-9-]{0,62})[ \t]*$/gm],
  ['namespace', /^ {2}namespace: ([a-z0-9][a-z0-9-]{0,62})[ \t]*$/gm],
  ['namespace', /"namespace": ?"([a-z0-9][a-z0-9-]{0,62})"/g],
  ['namespace', /\bpod=\\?"?([a-z0-9][a-z0-9-]{0,62})\//g],
  ['namespace', new RegExp(`\\bin pod ${POD}_([a-z0-9][a-z0-9-]{0,62})\\(`, 'g')],
  ['namespace', /\b(?:kubectl|oc|helm) .{0,60}?(?:-n|--namespace)[ =]([a-z0-9][a-z0-9-]{0,62})\b/g],
  ['container', /\b(?:Stopping|Started|Created|Starting) container:? ([a-z0-9][\w.-]{0,252})/g],
  ['container', /\bContainer ([a-z0-9][\w.-]{0,252}) failed (?:liveness|startup) probe/g],
  ['container', /\brestarting failed container=?[ =]([a-z0-9][\w.-]{0,252})(?: in|\s|$)/g],
  ['node', /^Node: {1,20}([a-z0-9][\w.-]{0,252})/gm],
  ['job', /\b(?:StepId=|JobId=|\*\*\* (?:JOB|STEP) |Submitted batch job |Job ID: ?)(\d{1,12})\b/g],
  ['job', /\b(application_\d{10,16}_\d{1,12})\b/g],
  ['node', /^ {2}nodeName: ([a-z0-9][\w.-]{0,252})/gm],
];

/** The one name of each kind that the whole paste speaks of; none where there are several. Linear; yields where it may pause. */
export function* namesIn(paste: Paste): Generator<undefined, Names> {
  const found: Partial<Record<keyof Names, Set<string>>> = {};
  const text = paste.text.slice(0, READ_LIMIT);
  for (const [kind, pattern] of PLACES) {
    yield;
    const names = (found[kind] ??= new Set());
    for (const match of text.matchAll(pattern)) {
      const [, name] = match;
      if (name !== undefined) names.add(name);
      // Of several none is the one.
      if (names.size > 1) break;
    }
  }
  const meta = /^metadata:\n(?: {2}.*\n){0,60}? {2}name: ([a-z0-9][a-z0-9.-]{0,252})[ \t]*$/m.exec(text)?.[1];
  if (meta !== undefined && found.pod?.size === 0) found.pod.add(meta);
  return Object.fromEntries(
    Object.entries(found).flatMap(([kind, names]) => (names.size === 1 ? [[kind, [...names][0] ?? '']] : [])),
  );
}

/** Names stand at the beginning, or everywhere; in characters. */
const READ_LIMIT = 200_000;
