/** `<language-link>` around the switch: keeps the fragment and the query, whose ids and words are the same in every language. */
export class LanguageLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this);
  }

  disconnectedCallback() {
    this.removeEventListener('click', this);
  }

  /** On the click, not before: the fragment changes while the page is read. */
  handleEvent() {
    const link = this.querySelector('a');
    if (!link) return;
    link.hash = location.hash;
    link.search = location.search;
  }
}
