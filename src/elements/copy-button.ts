import { announce } from './announce.ts';
import { words } from './words.ts';

const DONE_MS = 1600;
const FAILED_MS = 4000;

/**
 * `<copy-button>` around a button. Copies `data-text` with its {url} slot filled by the absolute `data-link`, in the
 * format that the select beside the button names; the text as it is where there is no select, the link alone where
 * there is no text, `data-of-step` the step around it, and else the command before it. Success is shown only after it happened.
 */
export class CopyButton extends HTMLElement {
  #revert = 0;

  connectedCallback() {
    const format = this.querySelector('select');
    try {
      if (format) format.value = localStorage['format'] ?? format.value;
    } catch {
      // Without storage the first format is the one.
    }
  }

  /** Answers a click on its button; `target` is what was clicked. */
  async answer(target: Node) {
    const button = this.querySelector('button');
    if (!button?.contains(target)) return;
    const done = await copy(this.#content());
    const message = await this.#words(done);
    clearTimeout(this.#revert);
    this.dataset.label ??= button.textContent;
    // The sentence for a refused clipboard is longer than the button: it may wrap.
    button.classList.toggle('long', !done);
    button.textContent = message;
    announce(() => message);
    if (!done) this.#select();
    this.#revert = window.setTimeout(
      () => {
        button.classList.remove('long');
        button.textContent = this.dataset.label ?? '';
      },
      done ? DONE_MS : FAILED_MS,
    );
  }

  #content(): string | Promise<Blob> {
    const { link, text } = this.dataset;
    const url = link === undefined ? '' : new URL(link, location.href).href;
    if ('ofStep' in this.dataset) return texts().then(({ stepText }) => stepText(this, url));
    if (text === undefined) return url || (this.#command()?.textContent ?? '');
    const format = this.querySelector('select')?.value;
    if (format === undefined) return text;
    return texts().then(({ chatText }) => chatText(format, text, url));
  }

  /** Its own words, or those of every such button; a sign where they cannot be had. */
  async #words(done: boolean): Promise<string> {
    const own = done ? this.dataset.done : this.dataset.failed;
    if (own !== undefined) return own;
    const say = await words().catch(() => undefined);
    return say?.[done ? 'command.copied' : 'command.failed'] ?? (done ? '✓' : '✗');
  }

  #command() {
    return this.parentElement?.querySelector('[data-command]');
  }

  /** When the clipboard is refused, the text is selected for copying by hand. */
  #select() {
    const command = this.#command();
    if (command) getSelection()?.selectAllChildren(command);
  }
}

function texts() {
  const loading = import('./chat-text.ts');
  // Nobody waits for this one: where the file cannot be loaded, the page says so.
  void loading.then(() => undefined);
  return loading;
}

/** Whether the text reached the clipboard; false without one (plain http) or when the browser refuses. */
export async function copy(text: string | Promise<Blob>): Promise<boolean> {
  try {
    const { clipboard } = navigator;
    // Asked for at once, while the browser still counts it to the click; the text may come later.
    await (typeof text === 'string'
      ? clipboard.writeText(text)
      : clipboard.write([new ClipboardItem({ 'text/plain': text })]));
    return true;
  } catch {
    return false;
  }
}
