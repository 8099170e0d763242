import { familyOf } from '../core/tables/families.ts';
import type { Timeline, TimelineStep } from '../core/report/timeline.ts';
import { element } from './dom.ts';
import { addLateStyle } from './late-style.ts';

/** The style of the picture: a sheet that a script makes needs no hash in the policy and no bytes in the page. */
const STYLE = `
@layer components {
  .timeline {
    margin-inline: 0;
    & figcaption {
      color: var(--dim);
      font-size: 0.85rem;
    }
    & ol {
      margin: 8px 0 0;
      padding: 0;
      list-style: none;
    }
    & li {
      position: relative;
      padding: 0 0 10px 28px;
      font-size: 0.9rem;
      line-height: 1.4;
      overflow-wrap: anywhere;
      &::before {
        content: "";
        position: absolute;
        inset: 4px auto -4px 6px;
        border-inline-start: 2px dotted var(--edge);
      }
      &::after {
        content: "";
        position: absolute;
        inset: 4px auto auto 0;
        inline-size: 14px;
        block-size: 14px;
        border-radius: 50%;
        background: var(--f, var(--edge));
      }
    }
    /* While it ran the line is whole. */
    & [data-time="ran"] {
      &::before {
        inset-inline-start: 4px;
        border-inline-start: 6px solid var(--f);
      }
      &::after {
        content: none;
      }
    }
    & [data-now] {
      padding-block-end: 0;
      &::before {
        content: none;
      }
      &::after {
        outline: 2px solid var(--f, var(--edge));
        outline-offset: 2px;
      }
    }
    & span {
      display: block;
      color: var(--dim);
    }
  }
  @media print {
    .timeline {
      break-inside: avoid;
      & li::after {
        background: none;
        border: 2px solid;
      }
    }
  }
  @media (forced-colors: active) {
    .timeline li::after {
      background: none;
      border: 2px solid CanvasText;
    }
    .timeline [data-now]::after {
      border-color: Highlight;
    }
  }
}`;

/** What the picture asks its owner for: words, and how a length of time is said. */
export interface TimelineWords {
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly duration: (seconds: number) => string;
}

/** A container's last run, restarts and present state, as a list in order that is drawn as a line. */
export function drawTimeline({ container, steps }: Timeline, words: TimelineWords): HTMLElement {
  addLateStyle(STYLE);
  const name = container ?? words.say('something');
  const picture = element(
    'figure',
    { className: 'timeline' },
    element('figcaption', {}, words.say('time', { name })),
    // Safari takes a list without bullets for none.
    element('ol', { role: 'list' }, ...steps.map((step) => drawStep(step, words))),
  );
  picture.dataset.timeline = container ?? '';
  return picture;
}

function drawStep(step: TimelineStep, words: TimelineWords): HTMLElement {
  const [key, text] = partsOf(step, words);
  const item = element(
    'li',
    { className: familyClass(step) },
    element('span', {}, words.say(`time.${key}`)),
    text && element('b', {}, text),
  );
  item.dataset.time = step.kind;
  if (step.kind === 'waiting' || step.kind === 'running' || (step.kind === 'ended' && step.now))
    item.dataset.now = '';
  return item;
}

function partsOf(step: TimelineStep, { duration }: TimelineWords): readonly [key: string, text: string] {
  switch (step.kind) {
    case 'started':
      return ['started', step.at];
    case 'ran':
      return ['ran', duration(step.seconds)];
    case 'ended': {
      const { code, reason } = step.finding;
      const text = [code, reason].filter((part) => part !== undefined).join(' ');
      return [step.now ? 'over' : 'ended', text];
    }
    case 'restarted':
      return ['restarted', String(step.times)];
    case 'waiting':
      return ['waiting', step.finding.reason ?? ''];
    case 'running':
      return [step.since ? 'since' : 'running', step.since ?? ''];
  }
}

function familyClass(step: TimelineStep): string {
  if (step.kind === 'running' || step.kind === 'started' || step.kind === 'ran') return 'f-success';
  if (step.kind !== 'ended') return 'f-unassigned';
  const { exitStatus } = step.finding;
  return `f-${exitStatus === undefined ? 'unassigned' : familyOf(exitStatus).id}`;
}
