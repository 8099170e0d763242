/** Names as Kubernetes and Docker allow them; nothing that a shell would read as more than a word. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * `<fill-in>` around a form: what the reader types takes the place of every `[data-slot]` of that name on the page,
 * and is kept for this tab. A value that is no name is not filled in, and the hint says why.
 */
export class FillIn extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', this);
    this.addEventListener('submit', this);
    for (const input of this.#inputs()) input.value = remembered(input.name);
    this.#fill();
  }

  handleEvent(event: Event) {
    if (event.type === 'submit') event.preventDefault();
    else {
      for (const { name, value } of this.#inputs()) remember(name, value);
      this.#fill();
    }
  }

  #inputs() {
    return this.querySelectorAll('input');
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
