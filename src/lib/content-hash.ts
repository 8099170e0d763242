import { createHash } from 'node:crypto';

/** What a translation's `follows` must say: the first 12 hex digits of the SHA-256 of the English file's text. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 12);
}

/** The SHA-256 of what the lab recorded, in hex: of the JSON without its layout. */
export function digestOf({ machines, scenarios }: { machines: unknown; scenarios: unknown }): string {
  return createHash('sha256').update(JSON.stringify({ machines, scenarios })).digest('hex');
}
