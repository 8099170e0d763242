const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
};

/**
 * `<status-map>` around the 256 links: one stop for the Tab key, arrows to move, Home and End for the ends of a row.
 * Where the runs are folded, arrows move among the links of those that are open, and each of those is a stop.
 */
export class StatusMap extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', this);
    this.addEventListener('focusin', this);
    // The event of a fold does not bubble.
    this.addEventListener('toggle', this, true);
    this.querySelectorAll('a').forEach((link, index) => {
      link.tabIndex = index === 0 ? 0 : -1;
    });
    for (const first of this.querySelectorAll<HTMLAnchorElement>('[open] a:first-child')) first.tabIndex = 0;
  }

  handleEvent(event: Event) {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const links = this.#linksAround(target);
    const at = event.type === 'toggle' ? 0 : links.findIndex((link) => link === target);
    if (at < 0) return;
    if (event.type !== 'keydown') {
      links.forEach((link, index) => {
        link.tabIndex = index === at ? 0 : -1;
      });
      return;
    }
    const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
    if (ctrlKey || metaKey || altKey) return;
    const columns = this.#columns(target);
    const row = at - (at % columns);
    const to = key === 'Home' ? row : key === 'End' ? row + columns - 1 : at + (STEPS[key]?.(columns) ?? 0);
    const link = links[to];
    if (!link || to === at) return;
    event.preventDefault();
    link.focus();
  }

  /** The links that arrows move among: of one run where the runs are folded, else all. */
  #linksAround(target: HTMLElement): readonly HTMLAnchorElement[] {
    const around = (this.#isFolded() && target.closest('details')) || this;
    return [...around.querySelectorAll('a')];
  }

  #isFolded(): boolean {
    return this.querySelector('summary')?.checkVisibility() ?? false;
  }

  /** As laid out now. */
  #columns(link: HTMLElement): number {
    const grid = this.#isFolded() ? link.parentElement : this.querySelector('nav');
    return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
  }
}

customElements.define('status-map', StatusMap);
