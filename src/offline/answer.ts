/** Answers a request: from the copy where the file is there and whole, else from the network, else in words. */

import { build, ROOT } from './build.ts';
import { take } from './entry.ts';
import { fetched, OtherBuild } from './fill.ts';
import { forgetLists, lists, type KeptList } from './lists.ts';
import { forgetTheGone, NETWORK, pins, pinTo } from './pins.ts';

/** The page that stands for one that is not stored. */
const NOT_STORED = 'offline/';

export async function answer(event: FetchEvent): Promise<Response> {
  const { request, clientId, resultingClientId } = event;
  const navigation = request.mode === 'navigate';
  const pinned = await pins();
  if (navigation) event.waitUntil(forgetTheGone([...pinned.keys()]));
  const pin = navigation ? undefined : pinned.get(clientId);
  // A worker that a document starts belongs to the document's build.
  if (pin !== undefined && resultingClientId) await pinTo(resultingClientId, pin);
  // A newer build may take over before this document is there to be counted. It waits for what is to be done here.
  const ourDocument = (response: Response) => {
    if (navigation && resultingClientId) event.waitUntil(pinTo(resultingClientId, build.id));
    return response;
  };
  const ours = (await lists()).filter((list) => list.build === (pin ?? build.id));

  const url = new URL(request.url);
  const path = decoded(url.pathname.slice(ROOT.length));
  for (const list of ours) {
    // `/137.html` is the same page; it is not stored twice.
    const page = path.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '/');
    const file = [path, page].find((candidate) => Object.hasOwn(list.files, candidate));
    if (file !== undefined) {
      const found = await fromCopy(list, file);
      if (found) return ourDocument(found);
      if (!navigation) break;
      return fromNetwork(request, ours, resultingClientId).catch(async () =>
        ourDocument(await insteadOf(ours, path, NOT_STORED, 503)),
      );
    }
    const folder = `${path}/`;
    const alias = [path, page, folder].find((candidate) => Object.hasOwn(list.aliases, candidate));
    const target = alias === undefined ? folder : list.aliases[alias];
    if (target !== undefined && Object.hasOwn(list.files, target))
      return Response.redirect(ROOT + target + url.search, 302);
  }
  if (!navigation) return fetch(request);
  // Every page of this language is listed, so this is none; of another language nothing is known.
  return fromNetwork(request, ours, resultingClientId).catch(async () =>
    ourDocument(await insteadOf(ours, path, '404.html', 404)),
  );
}

/**
 * A file of a build, stored or stored now: a page that is visited is kept. Undefined where the server has another build's
 * and the copy none, or a damaged one: a shell that cannot be trusted is no copy, and goes.
 */
async function fromCopy(list: KeptList, path: string): Promise<Response | undefined> {
  const cache = await caches.open(list.name);
  const hash = list.files[path] ?? '';
  const found = await take(cache, path, hash);
  if (found) return found;
  try {
    return await fetched(list.name, path, hash);
  } catch (error) {
    if (error instanceof OtherBuild && list.shell.includes(path)) {
      await caches.delete(list.name);
      forgetLists();
    }
    return undefined;
  }
}

async function fromNetwork(request: Request, ours: readonly KeptList[], document: string): Promise<Response> {
  const answered = await fetch(request);
  // It may be of a build that is not here: what it asks for must not come from here either.
  if (ours.length > 0 && document) await pinTo(document, NETWORK);
  return answered;
}

/** A page of ours instead of what cannot be had, in the language of its address. */
async function insteadOf(
  ours: readonly KeptList[],
  path: string,
  page: string,
  status: number,
): Promise<Response> {
  const prefixes = Object.keys(build.lists).filter((prefix) => path.startsWith(prefix));
  const language = prefixes.reduce((longest, prefix) => (prefix.length > longest.length ? prefix : longest));
  const list = ours.find(({ prefix }) => prefix === language) ?? (page === NOT_STORED ? ours[0] : undefined);
  const file = page === NOT_STORED ? (list?.prefix ?? '') + page : page;
  const found = list && (await take(await caches.open(list.name), file, list.files[file] ?? ''));
  if (!found) return Response.error();
  // In place of another page, the decoder reads what was asked for.
  const html = (await found.text()).replace('data-state="none"', 'data-state="path"');
  return new Response(html, { status, headers: found.headers });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
