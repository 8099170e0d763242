/** What `<copy-button>` puts on the clipboard where a format is chosen. Loaded when somebody copies. */

/** What chats make of a text with **strong** and `code`; `page` is the address that it is about. */
const FORMATS: Readonly<Record<string, (text: string, page: string) => string>> = {
  text: (text) => text.replace(/\*\*|`/g, ''),
  // Slack's mrkdwn: one star is strong, and a bare address is a link wherever it is pasted.
  slack: (text) => text.replaceAll('**', '*'),
  github: (text, page) => text.replace(/\*\*(.+)\*\*/, `**[$1](${page})**`),
};

/** The text in a format, its {url} slot filled; or the Markdown of the page when the format is `page`. */
export async function chatText(format: string, text: string, url: string): Promise<Blob> {
  try {
    localStorage['format'] = format;
  } catch {
    // A choice that cannot be kept still holds for this page.
  }
  const page = url.replace(/#.*/, '');
  const content = FORMATS[format]?.(text, page).replace('{url}', url) ?? (await markdown(page));
  return new Blob([content], { type: 'text/plain' });
}

async function markdown(page: string): Promise<Blob> {
  const address = page.replace(/\/$/, '.md');
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.blob();
}

/** The page, the heading of the step around an element, the command that is shown there, and its link: a line each. */
export function stepText(inside: Element, url: string): Blob {
  const commands = inside.closest('[data-step]')?.querySelectorAll('[data-command]') ?? [];
  const page = document.querySelector('h1')?.textContent.replace(/\s+/g, ' ').trim();
  const lines = [
    [page, inside.closest('details')?.querySelector('h3')?.textContent].filter(Boolean).join(': '),
    [...commands].find((command) => command.checkVisibility())?.textContent,
    url,
  ];
  return new Blob([lines.filter(Boolean).join('\n')], { type: 'text/plain' });
}
