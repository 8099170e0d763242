/** The strings of what is loaded late, from one small file per language: no page carries words that few readers see. */

type Words = Readonly<Record<string, string>>;

let loaded: Promise<Words> | undefined;

/** The path of the language's home, with the base, as the server wrote it on every page. */
export function home(): string {
  return document.body.dataset.home ?? '/';
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
