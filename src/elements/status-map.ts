const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/** `<status-map>` around the 256 links: one stop for the Tab key, arrows to move, Home and End for the ends of a row. */
export class StatusMap extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', this);
    this.addEventListener('focusin', this);
    this.#links.forEach((link, index) => {
      link.tabIndex = index === 0 ? 0 : -1;
    });
  }

  handleEvent(event: Event) {
    const links = this.#links;
    const at = links.indexOf(event.target as HTMLAnchorElement);
    if (at < 0) return;
    if (event.type === 'focusin') {
      for (const link of links) link.tabIndex = link === event.target ? 0 : -1;
      return;
    }
    const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
    if (ctrlKey || metaKey || altKey) return;
    const columns = this.#columns();
    const row = at - (at % columns);
    const to = key === 'Home' ? row : key === 'End' ? row + columns - 1 : at + (STEPS[key]?.(columns) ?? 0);
    const link = links[to];
    if (!link || to === at) return;
    event.preventDefault();
    link.focus();
  }

  get #links() {
    return [...this.querySelectorAll<HTMLAnchorElement>('a')];
  }

  /** As laid out now: eight on a phone, sixteen on a desk. */
  #columns(): number {
    const nav = this.querySelector('nav');
    return nav ? getComputedStyle(nav).gridTemplateColumns.split(' ').length : 1;
  }
}

customElements.define('status-map', StatusMap);
