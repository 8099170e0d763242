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
