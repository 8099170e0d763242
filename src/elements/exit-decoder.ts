import type { DecoderView } from './decoder-view.ts';

/**
 * `<exit-decoder>` around the box. The decoder itself is loaded when the box is first used, or at once when the address
 * already holds a question: `?q=` on the decode page, the path on the page for addresses that were not found.
 */
export class ExitDecoder extends HTMLElement {
  #view: Promise<DecoderView> | undefined;
  #typed = false;
  #pasted = false;

  connectedCallback() {
    this.addEventListener('focusin', this);
    this.addEventListener('input', this);
    this.addEventListener('paste', this);
    this.addEventListener('keydown', this);
    this.addEventListener('click', this);
    this.addEventListener('submit', this);
    // They do nothing without a script.
    for (const button of this.querySelectorAll<HTMLElement>('.tries [data-act]')) button.hidden = false;
    // The reader may be in the box before this script is.
    const box = this.querySelector('textarea');
    // Not before: a browser that sends the form by itself would send a paste.
    if (box) box.name = 'q';
    if (box && box === document.activeElement) {
      this.#typed = box.value !== '';
      void this.#load();
    }
    const { state } = this.dataset;
    if (state === 'path' || (state === 'page' && new URLSearchParams(location.search).get('q')))
      void this.#load();
  }

  disconnectedCallback() {
    void this.#view?.then(
      (view) => view.disconnect(),
      () => undefined,
    );
    this.#view = undefined;
  }

  handleEvent(event: Event) {
    if (event.type === 'click') {
      const { act } = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset ?? {};
      if (act) void this.#load().then((view) => view.press(act));
      return;
    }
    if (event.type === 'input') this.#typed = true;
    if (event.type === 'paste') this.#pasted = true;
    const view = this.#load();
    if (event.type === 'submit') {
      event.preventDefault();
      void view.then((view) => view.submit());
      return;
    }
    // Enter asks, Shift+Enter breaks the line; a composing input method keeps its Enter.
    if (event instanceof KeyboardEvent && event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      if (!(event.target instanceof HTMLTextAreaElement)) return;
      event.preventDefault();
      event.target.form?.requestSubmit();
    }
  }

  #load() {
    this.#view ??= import('./decoder-view.ts')
      .then(({ DecoderView }) => new DecoderView(this, this.#typed, this.#pasted))
      .catch((error: unknown) => {
        // The next use asks again.
        this.#view = undefined;
        throw error;
      });
    return this.#view;
  }
}

customElements.define('exit-decoder', ExitDecoder);
