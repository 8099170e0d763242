import type { Hit } from './search-engine.ts';
import { questionAddress } from './question.ts';
import { itemsOf } from './search-list.ts';

/** The header's field as a combobox with a list below it: arrows move, Enter opens, Escape closes. */
export class SearchField {
  readonly #input: HTMLInputElement;
  readonly #list = document.createElement('ul');
  readonly #popup = document.createElement('div');
  readonly #note = document.createElement('p');
  #active = -1;

  constructor(host: HTMLElement, input: HTMLInputElement, onFocus: () => void) {
    this.#input = input;
    this.#list.id = 'search-results';
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', input.getAttribute('aria-label') ?? '');
    this.#popup.className = 'results';
    // A list that scrolls would be a stop of the Tab key; arrows move in it, and Tab leaves.
    this.#popup.tabIndex = -1;
    this.#popup.hidden = true;
    this.#popup.append(this.#list, this.#note);
    host.append(this.#popup);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', this.#list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('focus', onFocus);
    host.addEventListener('focusout', ({ relatedTarget }) => {
      if (!host.contains(relatedTarget as Node | null)) this.close();
    });
    // Pressing a result must not take the focus from the field first: the list would close under the pointer.
    this.#popup.addEventListener('mousedown', (event) => event.preventDefault());
  }

  /** `note` is the sentence below the list, or all there is. */
  show(hits: readonly Hit[], headings: Readonly<Record<string, string>>, note: string) {
    if (document.activeElement !== this.#input) {
      this.close();
      return;
    }
    this.#list.replaceChildren(...itemsOf(hits, headings, true));
    this.#list.hidden = hits.length === 0;
    this.#note.textContent = note;
    this.#note.hidden = note === '';
    this.#popup.hidden = false;
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden));
    this.#activate(hits.length > 0 ? 0 : -1);
  }

  close() {
    this.#popup.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  /** Whether the key was one of the list's. `stop` is called when an answer on its way must not open it again. */
  key(event: KeyboardEvent, stop: () => void) {
    if (event.isComposing) return;
    const last = this.#options.length - 1;
    if (event.key === 'Escape') {
      if (this.#popup.hidden) this.#input.value = '';
      stop();
      this.close();
    } else if (event.key === 'ArrowDown' && last >= 0) {
      this.#activate(this.#active >= last ? 0 : this.#active + 1);
    } else if (event.key === 'ArrowUp' && last >= 0) {
      this.#activate(this.#active <= 0 ? last : this.#active - 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Enter opens the marked result. Typed faster than the list came, the search page has the answer. */
  submit() {
    const active = this.#popup.hidden ? undefined : this.#options[this.#active];
    if (active) active.click();
    else location.assign(questionAddress(this.#input.form?.action ?? '', this.#input.value.trim()));
  }

  get #options(): readonly HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')];
  }

  #activate(index: number) {
    this.#active = index;
    for (const [position, option] of this.#options.entries()) {
      option.setAttribute('aria-selected', String(position === index));
    }
    const active = this.#options[index];
    if (active) this.#input.setAttribute('aria-activedescendant', active.id);
    else this.#input.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  }
}
