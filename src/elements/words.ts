/** The strings of what is loaded late, from one small file per language: no page carries words that few readers see. */

type Words = Readonly<Record<string, string>>;

let loaded: Promise<Words> | undefined;

/** The path of the language's home, with the base: the header's search names a file two steps below it. */
export function home(): string {
  const index = document.querySelector<HTMLElement>('[data-index]')?.dataset.index ?? '/search/index.json';
  return index.replace(/[^/]+\/[^/]+$/, '');
}

/** Rejects while the file cannot be loaded; asking again tries again. */
export async function words(): Promise<Words> {
  loaded ??= fetch(`${home()}words.json`).then((response) => response.json() as Promise<Words>);
  try {
    return await loaded;
  } catch (error) {
    loaded = undefined;
    throw error;
  }
}
