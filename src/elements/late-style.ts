const added = new Set<string>();

/** Adds the style of what a script makes, once: a sheet needs no hash in the policy and no bytes in the page. */
export function addLateStyle(css: string) {
  if (added.has(css)) return;
  added.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
