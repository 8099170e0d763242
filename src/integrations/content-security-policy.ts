/**
 * One strict policy for every page, made of the hashes of the inline styles and scripts that the build really wrote.
 * It goes into each page's meta tag and, by host-files.ts, into what hosts read.
 */

import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { builtPages } from './built-pages.ts';
import { writeHostFiles } from './host-files.ts';

/** What the layout leaves in the meta tag for this integration to fill. */
const SLOT = '{policy}';

/**
 * Pagefind compiles WebAssembly in a worker, which obeys the headers of its own script and no meta tag. Hosts join or
 * replace the headers of two blocks that match one address, each in its own way, so the one header allows it
 * everywhere. A page obeys header and meta tag together: the meta tag lacks this, so pages compile nothing.
 */
const FOR_WORKER = "'wasm-unsafe-eval'";

export function contentSecurityPolicy(): AstroIntegration {
  let base = '/';
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const pages = builtPages(folder).map((file) => ({ file, html: readFileSync(file, 'utf8') }));
        const sources = sourceText();
        const texts = pages.map(({ html }) => html);
        for (const { file, html } of pages) {
          if (!html.includes(SLOT)) throw new Error(`${file} has no place for the content security policy`);
          const stray = strayPiece(html, sources);
          if (stray !== undefined)
            throw new Error(`${file}: expected no inline script or style but those of src/, got ${stray}`);
          // A page's own meta tag names its own pieces only; the header has to serve every page.
          writeFileSync(file, html.replace(SLOT, policyFor([html])));
        }
        writeHostFiles(folder, base, policyFor(texts, [FOR_WORKER]));
        logger.info(`${pages.length} pages under a strict policy`);
      },
    },
  };
}

/**
 * The policy that allows exactly these pages: their own files, and the inline pieces they carry, by hash; and for
 * scripts whatever else is named.
 */
export function policyFor(pages: readonly string[], alsoForScripts: readonly string[] = []): string {
  const styles = new Set<string>();
  const scripts = new Set<string>();
  for (const html of pages) {
    for (const [, text = ''] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) styles.add(sha256(text));
    for (const [, attributes = '', text = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
      if (!/\ssrc=/.test(attributes) && isExecutable(attributes)) scripts.add(sha256(text));
    }
  }
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...alsoForScripts, ...scripts].join(' ')}`,
    `style-src ${[...styles].join(' ') || "'none'"}`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}

/**
 * A piece in the body that no source file holds word for word, cut short. Content stands in the body: a hash for what it
 * says would make the policy allow whatever was merged. The head is the layout's and Astro's.
 */
export function strayPiece(html: string, sources: string): string | undefined {
  const [, body = ''] = html.split(/<body\b/, 2);
  for (const [piece, name = '', attributes = '', text = ''] of body.matchAll(
    /<(script|style)\b([^>]*)>([^]*?)(?:<\/\1>|$)/gi,
  )) {
    const isScript = name.toLowerCase() === 'script';
    if (isScript && (/\ssrc=/.test(attributes) || !isExecutable(attributes))) continue;
    if (text.trim() === '' || !sources.includes(text.trim())) return piece.slice(0, 120);
  }
  return undefined;
}

/** Everything that src/ says, as one text. */
function sourceText(): string {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  return globSync('**/*.{astro,ts}', { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

/** A script element of any other type is data, which no browser runs and no policy governs: JSON-LD, for one. */
function isExecutable(attributes: string): boolean {
  const type = /\stype="([^"]*)"/.exec(attributes)?.[1] ?? '';
  return /^(|module|text\/javascript|importmap|speculationrules)$/.test(type);
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
