const TOOL = 'tool';
/** Names as Kubernetes and Docker allow them; nothing that a shell would read as more than a word. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * `<fill-in>` around a choice of the tool and a form: what the reader types takes the place of every `[data-slot]` of that
 * name on the page. Both are kept for this tab. A value that is no name is not filled in, and the hint says why.
 */
export class FillIn extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', this);
    this.addEventListener('submit', this);
    for (const input of this.#inputs()) input.value = remembered(input.name);
    const tool = this.#tools().find(({ value }) => value === remembered(TOOL));
    if (tool) tool.checked = true;
    this.#fill();
  }

  handleEvent(event: Event) {
    if (event.type === 'submit') event.preventDefault();
    else {
      for (const { name, value } of this.#inputs()) remember(name, value);
      const tool = this.#tools().find(({ checked }) => checked);
      if (tool) remember(TOOL, tool.value);
      this.#fill();
    }
  }

  #inputs() {
    return this.querySelectorAll<HTMLInputElement>('form input');
  }

  #tools() {
    return [...this.querySelectorAll<HTMLInputElement>('fieldset input')];
  }

  #fill() {
    let bad = '';
    for (const input of this.#inputs()) {
      const value = input.value.trim();
      const good = !value || NAME.test(value);
      if (!good) bad = value;
      input.ariaInvalid = String(!good);
      for (const slot of document.querySelectorAll(`[data-slot=${input.name}]`)) {
        slot.textContent = (good && value) || input.name;
      }
    }
    const hint = this.querySelector<HTMLElement>('[data-hint]');
    if (!hint) return;
    hint.dataset.text ??= hint.textContent;
    const text = bad ? (this.dataset.bad ?? '').replace('{value}', bad) : hint.dataset.text;
    if (hint.textContent !== text) hint.textContent = text;
  }
}

function remembered(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

function remember(name: string, value: string) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // A browser that refuses storage only forgets: the page still works.
  }
}
