import type { Kept, Wish } from '../offline/list.ts';
import { announce } from './announce.ts';
import { fill } from './fill.ts';
import { removeCopies, startWorker } from './offline.ts';

/**
 * A browser may end a worker whatever it is doing, and nobody is told. One that says nothing for this long is asked again:
 * a wish goes on where it was.
 */
const SILENCE_MS = 60_000;
const ROUNDS = 3;
const SILENT = Symbol('silent');

/** `<offline-copy>`: how much of a language this browser keeps, a button to keep all of it, and one to keep none. */
export class OfflineCopy extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this);
    void this.#start();
  }

  disconnectedCallback() {
    this.removeEventListener('click', this);
  }

  handleEvent({ target }: Event) {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-all]')) void this.#keepAll();
    if (target.closest('[data-remove]')) void this.#remove();
  }

  async #start() {
    const kept = await this.#tell({ ask: this.#prefix }).catch(() => undefined);
    if (kept) this.#show(kept);
    else this.#state(this.#say('unable'));
  }

  async #keepAll() {
    this.#button('all').disabled = true;
    let latest: Kept | undefined;
    const told = await this.#tell({ keep: this.#prefix, extent: 'all' }, (soFar) => {
      latest = soFar;
      this.#show(soFar);
    }).catch(() => undefined);
    this.#button('all').disabled = false;
    const kept = told ?? latest;
    if (!kept) return this.#state(this.#say('unable'));
    this.#show(kept);
    if (kept.stored < kept.of) this.#state(this.#say('stopped', kept));
    announce(() => this.querySelector('[data-state]')?.textContent ?? '');
  }

  async #remove() {
    await removeCopies();
    for (const each of document.querySelectorAll<HTMLElement>('offline-copy [data-remove]'))
      each.hidden = true;
    this.#state(this.#say('removed'));
    announce(() => this.#say('removed'));
  }

  /**
   * The worker's last word about a wish; each one before it goes to `soFar`. Rejects where there can be no worker, or where
   * it says nothing however often it is asked.
   */
  async #tell(wish: Wish, soFar?: (kept: Kept) => void): Promise<Kept | undefined> {
    for (let round = 0; round < ROUNDS; round++) {
      const kept = await this.#ask(wish, soFar);
      if (kept !== SILENT) return kept;
    }
    throw new Error('The worker says nothing');
  }

  #ask(wish: Wish, soFar?: (kept: Kept) => void): Promise<Kept | undefined | typeof SILENT> {
    const { promise, resolve, reject } = Promise.withResolvers<Kept | undefined | typeof SILENT>();
    let silence = 0;
    const listen = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => resolve(SILENT), SILENCE_MS);
    };
    listen();
    startWorker().then((worker) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<Kept | undefined>) => {
        listen();
        if (data && !data.last) soFar?.(data);
        else resolve(data);
      };
      worker.postMessage(wish, [port2]);
    }, reject);
    return promise.finally(() => clearTimeout(silence));
  }

  #show(kept: Kept) {
    const { stored, of, bytes } = kept;
    const all = this.#button('all');
    all.textContent = this.#say('all', { mb: (bytes.all / 1e6).toFixed(1) });
    all.hidden = stored >= of;
    this.#button('remove').hidden = stored === 0;
    this.#state(this.#say(stored >= of ? 'done' : 'state', { stored, of }));
  }

  #state(text: string) {
    const place = this.querySelector('[data-state]');
    if (place) place.textContent = text;
  }

  #button(name: 'all' | 'remove'): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>(`[data-${name}]`) ?? document.createElement('button');
  }

  #say(key: string, values: object = {}): string {
    const words = JSON.parse(this.dataset['words'] ?? '{}') as Readonly<Record<string, string>>;
    return fill(words[key] ?? '', values as Readonly<Record<string, number>>);
  }

  get #prefix(): string {
    return this.dataset['prefix'] ?? '';
  }
}

customElements.define('offline-copy', OfflineCopy);
