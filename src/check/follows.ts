import { contentHash } from '../lib/content-hash.ts';
import type { Content, Rule } from './content.ts';

interface Behind {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

/** A translation says which English text it was written from. Review it, then let `npm run fix` write the hash. */
export const follows: Rule = {
  name: 'follows',
  scope: 'content',
  level: 'warning',
  check(content, report) {
    for (const { path, hash } of behind(content))
      report(
        content.files.find((file) => file.path === path) ?? path,
        'follows',
        `English has changed since. Review it, then run \`npm run fix\`, or write '${hash}'`,
      );
  },
  fix: (content) =>
    new Map(
      behind(content).map(({ path, text, hash }) => [
        path,
        text.replace(/^follows:.*$/m, `follows: '${hash}'`),
      ]),
    ),
};

function behind({ files }: Content): readonly Behind[] {
  const english = new Map(files.map(({ path, text }) => [path, text]));
  return files.flatMap(({ path, text, data }) => {
    const source = path.includes('/zh/') ? english.get(path.replace('/zh/', '/en/')) : undefined;
    if (source === undefined || text === undefined) return [];
    const hash = contentHash(source);
    return (data as { follows?: unknown }).follows === hash ? [] : [{ path, text, hash }];
  });
}
