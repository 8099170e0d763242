/**
 * `<theme-toggle>` around a button: switches between light and dark. Choosing what the system has anyway forgets the
 * choice, so that the page follows the system again.
 */
export class ThemeToggle extends HTMLElement {
  /** Answers a click on it. */
  answer() {
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const root = document.documentElement;
    const next = (root.dataset.theme ?? system) === 'dark' ? 'light' : 'dark';
    if (next === system) delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === system) localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch {
      // Without storage the choice lasts for this page.
    }
  }
}
