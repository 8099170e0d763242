/**
 * `kubectl describe pod` and what is retyped from it.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubectl/pkg/describe/describe.go
 */

import type { Draft } from '../finding.ts';
import { HARMLESS_WAITING, isPodReason } from '../kubernetes-reasons.ts';
import type { Paste } from '../paste.ts';
import { codeOf, restartsOf } from '../recogniser.ts';
import type { Building, Recogniser } from '../recogniser.ts';

/** Breaks lines that a chat joined: `State: Terminated Reason: OOMKilled Exit Code: 137`. */
const JOINED =
  /(?<!\s)\s+(?=(?:Last (?:Termination )?State|(?<!Last )(?<!Termination )State|Reason|Exit Code|Signal|Started|Finished|Ready|Restart Count):\s)/g;
const PAIR = /^[\s\-*+]*([A-Za-z][\w ./-]{0,60}?)\s*:(?:\s+(\S.*)?)?$/;
const BEGINS_CONTAINER =
  /^\s*(?:Container ID|Image|Image ID|Ports?|Host Ports?|Command|Args|State|Last State)\s*:/;

function* scan(paste: Paste): Generator<Draft | undefined> {
  if (!(yield* paste.holds(/(?:^|[^"\w])(?:State|Exit Code|Status):?\s|\uff1a/g))) return;
  let drafts: Building[] = [];
  let container: string | undefined;
  let pod: string | undefined;
  let own: Building[] = [];
  let slot: Building | undefined;
  /** Where the state begins that `slot` describes, where its last line is, and which of them say something. */
  let begun = -1;
  let last = 0;
  let lines: number[] = [];
  /** How far the pod's own name stands in, and whether what follows is about its volumes. */
  let outermost = Infinity;
  let inVolumes = false;
  /** Since when it runs, when it does. */
  let running: string | undefined;
  let inLimits = false;
  let limit: string | undefined;
  let reason: { value: string; line: number } | undefined;
  let failed = false;
  let message: string | undefined;

  const close = (): void => {
    // A code without a state, a reason or a time around it is any tool's.
    if (
      slot &&
      (slot.code !== undefined || slot.reason !== undefined) &&
      (begun >= 0 || slot.reason || slot.startedAt || slot.finishedAt)
    ) {
      slot.span = [begun >= 0 ? begun : slot.line, last];
      slot.lines = [...lines];
      own.push(slot);
    }
    slot = undefined;
    begun = -1;
    lines = [];
  };
  const finish = (): void => {
    close();
    for (const draft of own) {
      if (limit !== undefined) draft.limit = limit;
      if (running !== undefined && draft.state === 'last') draft.runningSince = running;
      drafts.push(draft);
    }
    own = [];
    running = undefined;
    limit = undefined;
    inLimits = false;
  };

  for (let index = 0; index < paste.size; index++) {
    yield* drafts.filter(harmful);
    drafts = [];
    if (index % PAUSE_EVERY === 0) yield;
    const { number, text } = paste.line(index);
    if (!text.includes(':')) {
      if (slot) last = number;
      continue;
    }
    for (const part of /\b(?:State|Reason):\s/.test(text) ? text.split(JOINED) : [text]) {
      const pair = PAIR.exec(part);
      if (!pair) continue;
      const [, key = '', value = ''] = pair;
      switch (key) {
        case 'State':
        case 'Last State':
        case 'Last Termination State': {
          close();
          const state = key === 'State' ? 'current' : 'last';
          const word = value.trim();
          if (/^(?:Terminated|Waiting)/.test(word)) {
            begun = number;
            slot = { line: number, state, ...(word.startsWith('W') && { kind: 'waiting' }) };
          } else if (word === 'Running' && state === 'current') running = '';
          inLimits = false;
          break;
        }
        case 'Reason':
          if (slot) {
            slot.reason ??= wordOf(value);
            lines.push(number);
          } else reason = { value: wordOf(value), line: number };
          break;
        case 'Container':
          if (/^[a-z\d][\w.-]*$/.test(value)) {
            finish();
            container = value;
          }
          break;
        case 'Terminated':
          if (value === '' && container !== undefined) {
            close();
            slot = { line: number };
            begun = number;
          }
          break;
        case 'Volumes':
          finish();
          inVolumes = true;
          break;
        case 'Message':
          if (slot) {
            slot.message ??= value;
            lines.push(number);
            // The runtime's words belong to this state: nothing else is read from them.
            drafts.push({ line: number, role: 'detail' });
          } else if (reason) message ??= value;
          break;
        case 'Exit Code': {
          const code = codeOf(/^-?\w+/.exec(value)?.[0]);
          if (code === undefined) break;
          slot ??= { line: number };
          slot.code = code;
          slot.line = number;
          lines.push(number);
          break;
        }
        case 'Started':
        case 'Started At':
          if (slot) slot.startedAt ??= value;
          else if (running === '') running = value;
          break;
        case 'Finished':
        case 'Finished At':
          if (slot) slot.finishedAt ??= value;
          break;
        case 'Signal':
          break;
        case 'Restart Count':
          close();
          for (const draft of own) Object.assign(draft, restartsOf(value));
          break;
        case 'Limits':
          inLimits = true;
          break;
        case 'memory':
          if (inLimits) limit = value.trim();
          break;
        case 'Requests':
          inLimits = false;
          break;
        case 'Name': {
          const indent = part.search(/\S/);
          // Volumes, labels and owners have names as well.
          if (inVolumes || indent > outermost) break;
          outermost = indent;
          finish();
          container = undefined;
          pod = value.trim() || undefined;
          failed = false;
          break;
        }
        case 'Namespace':
          inVolumes = false;
          break;
        case 'Status':
          failed = /^(?:Failed|Pending)\b/.test(value);
          break;
        default:
          if (
            value === '' &&
            /^[a-z0-9][\w.-]*$/.test(key) &&
            index + 1 < paste.size &&
            BEGINS_CONTAINER.test(paste.line(index + 1).text)
          ) {
            finish();
            container = key;
          } else if (
            /^(?:Ready|Containers|Init Containers|Conditions|Events|Environment|Mounts|Limits)$/.test(key)
          ) {
            close();
            if (/Containers$|Conditions|Events/.test(key)) {
              finish();
              container = undefined;
              if (key === 'Events') inVolumes = false;
            }
          }
      }
      if (slot && container !== undefined) slot.container = container;
      if (slot) last = number;
    }
  }
  finish();
  if (reason && (failed || isPodReason(reason.value)) && isPodReason(reason.value)) {
    drafts.push({
      kind: 'event',
      line: reason.line,
      reason: reason.value,
      state: 'current',
      ...(pod !== undefined && { container: pod, naming: 'pod' }),
      ...(message !== undefined && { message }),
    });
  }
  yield* drafts.filter(harmful);
}

/** A reason without the comment that somebody wrote behind it. */
const wordOf = (value: string): string =>
  /^[A-Za-z][\w:-]*(?=\s{1,60}(?:#|\/\/|<|\(|\u2190))/.exec(value.trim())?.[0] ?? value.trim();

const harmful = ({ kind, reason = '' }: Draft): boolean =>
  kind !== 'waiting' || !HARMLESS_WAITING.has(reason);

/** How many lines are read between two pauses. */
const PAUSE_EVERY = 64;

export const kubernetesDescribe: Recogniser = { family: 'kubernetes-describe', scan };
