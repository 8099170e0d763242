/** Controls, marks of direction and what nobody can see: they would do something where a text is pasted. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * A text that a stranger wrote, as one that Markdown and Slack show and do nothing with: no link, no mention, no format.
 * Code in single back-ticks is that in both; a back-tick inside becomes an apostrophe, because Slack knows no longer
 * fence. Any text is accepted; one without a visible character gives nothing.
 * https://spec.commonmark.org/0.31.2/#code-spans, https://docs.slack.dev/messaging/formatting-message-text
 */
export function literal(text: string): string {
  const shown = text.replace(UNSEEN, ' ').replace(/`/g, "'").replace(/\s+/g, ' ').trim();
  return shown === '' ? '' : `\`${shown}\``;
}
