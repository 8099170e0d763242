/** The style of verdicts. */

import { addLateStyle } from './late-style.ts';

const STYLE = `
@layer components {
  .readings > h2.dim { font-size: 1rem; font-weight: 400; margin-block: 12px 0; }
  .verdicts { display: grid; gap: 16px; }
  .verdict {
    display: grid;
    gap: 12px 24px;
    & > * { min-inline-size: 0; margin: 0; }
    & header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; }
    & header > div { flex: 1 11rem; }
    & h3, & h4, & header p { margin: 0; }
    & h4 { color: var(--dim); font-size: 0.85rem; font-weight: 400; }
    & .ask { font-weight: 700; }
    & .row .button { white-space: normal; }
    & .pages { padding: 0; list-style: none; overflow-wrap: anywhere; }
    & .pages li { padding-block: 4px; }
    & .next { display: flex; gap: 8px; align-items: start; }
    & .next pre { flex: 1; margin: 0; min-inline-size: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    & .next span { display: inline-block; max-inline-size: 100%; }
  }
  .proof {
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    & li { display: grid; grid-template-columns: 3.2rem 1fr; gap: 8px; padding-block: 2px; }
    & button {
      align-self: start;
      min-block-size: 28px;
      border: 1px solid var(--line);
      border-radius: 6px;
      background: var(--sunk);
      color: inherit;
      font: 0.8rem/1.4 var(--mono);
      cursor: pointer;
    }
    & samp { overflow-wrap: anywhere; font-size: 0.85rem; line-height: 1.6; }
  }
  .follows {
    border-block-start: 1px solid var(--line);
    padding-block-start: 8px;
    & summary { cursor: pointer; color: var(--dim); min-block-size: 28px; }
    & ul { margin: 8px 0 0; padding: 0; list-style: none; }
    & li { padding-block: 4px; overflow-wrap: anywhere; }
    & .plate { font-size: 1rem; }
    & samp { display: block; color: var(--dim); font-size: 0.85rem; }
  }
  .annotated {
    max-block-size: 60vh;
    overflow: auto;
    padding: 12px;
    background: var(--sunk);
    border-radius: 8px;
    & pre {
      margin: 0;
      color: var(--dim);
      font: 0.85rem/1.6 var(--mono);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    /* Laid out when it comes into sight. */
    & pre.whole { content-visibility: auto; contain-intrinsic-block-size: auto 200lh; }
    & mark {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 16px;
      padding: 2px 8px;
      border-inline-start: 4px solid var(--link);
      background: var(--card);
      color: var(--ink);
    }
    & small { font: 700 0.85rem/1.6 var(--sans, inherit); }
    @media (max-width: 40rem) {
      & mark { grid-template-columns: minmax(0, 1fr); }
    }
  }
  .pasted:not([hidden]) { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 0; }
  .pasted span { flex: 1; }
  @media (max-width: 40rem) {
    [data-folded] :is(.omnibox, .tries) { display: none; }
    /* The answer stands on top; what is hidden is still read out. */
    .hero:has([data-folded]) { padding-block-start: 0; }
    [data-folded] .readings { margin-block-start: 6px; }
    [data-folded] .verdict { padding: 12px; }
    .hero:has([data-folded]) > h1, [data-folded] .readings > h2 {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (min-width: 40.01rem) {
    .pasted:not([hidden]) { display: none; }
    /* The paste stays at hand; the answer is in sight below it. */
    [data-folded] textarea { max-block-size: 132px; }
  }
  @media (min-width: 64rem) {
    .verdict { grid-template-columns: 1fr 1fr; }
    .verdict > :is(header, .ask, p, .pages, .timeline, .facts, .follows, .row) { grid-column: 1 / -1; }
  }
}`;

export const addVerdictStyle = () => addLateStyle(STYLE);
