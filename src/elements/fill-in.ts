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
    // The reader may have been faster than this script: what is there wins over what was kept.
    for (const input of this.#inputs()) input.value ||= remembered(input.name);
    const tools = this.#tools();
    const chosen = tools.find(({ checked, defaultChecked }) => checked && !defaultChecked);
    const tool = chosen ?? tools.find(({ value }) => value === remembered(TOOL));
    if (tool) tool.checked = true;
    this.#keep(chosen);
    this.#fill();
  }

  handleEvent(event: Event) {
    if (event.type === 'submit') event.preventDefault();
    else {
      this.#keep(this.#tools().find(({ checked }) => checked));
      this.#fill();
    }
  }

  #keep(tool: HTMLInputElement | undefined) {
    for (const { name, value } of this.#inputs()) remember(name, value);
    if (tool) remember(TOOL, tool.value);
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
    const text = bad ? (this.dataset.bad ?? '').replace('{value}', () => bad) : hint.dataset.text;
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
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch {
    // A browser that refuses storage only forgets: the page still works.
  }
}
