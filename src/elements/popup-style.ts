import { addLateStyle } from './late-style.ts';

const STYLE = `
@layer components {
  .newer {
    position: fixed;
    inset: auto 16px 16px;
    z-index: 3;
    inline-size: fit-content;
    margin-inline: auto;
    padding: 12px 22px;
    border-color: var(--edge);
    gap: 8px 16px;
  }
  .keys {
    inset: 0;
    margin: auto;
    inline-size: min(28rem, calc(100vw - 32px));
    color: var(--ink);
    border-color: var(--edge);
    &::backdrop {
      background: #000a;
    }
    & dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 8px 16px;
    }
    & kbd {
      display: inline-block;
      min-inline-size: 2em;
      padding: 0.1em 0.5em;
      border: 1px solid var(--edge);
      border-radius: 4px;
      font: 0.9em/1.6 var(--mono);
      text-align: center;
    }
    & label {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 44px;
    }
    & input {
      inline-size: 24px;
      block-size: 24px;
      accent-color: var(--link);
    }
  }
  @media print {
    .newer {
      display: none;
    }
  }
}`;

/** For what scripts lay over a page: the list of keys, the notice of a newer version. */
export const addPopupStyle = () => addLateStyle(STYLE);
