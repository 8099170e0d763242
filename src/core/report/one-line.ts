/** In characters: what is longer than any question is a paste, and need not be read to know that. */
const QUESTION_LIMIT = 2000;

/** Whether a text without space around it may be no more than a question. Lines end as `readPaste` ends them. */
export const isOneLine = (text: string): boolean => !text.includes('\n') && text.length <= QUESTION_LIMIT;
