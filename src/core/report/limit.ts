/** How many characters of a paste are read: 10 MB of plain text. */
export const PASTE_LIMIT = 10_000_000;
