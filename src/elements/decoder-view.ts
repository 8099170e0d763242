import { ORIGINS, type Origin } from '../core/read/reading.ts';
import type { Report } from '../core/report/reader.ts';
import { announce } from './announce.ts';
import { Dictionary } from './decoder-words.ts';
import { element, nextPaint } from './dom.ts';
import { fill } from './fill.ts';
import { mayNameProgram, NUMBERS } from './known-words.ts';
import { PasteReader, type Asked } from './paste-reader.ts';
import type { Answer } from './paste-reading.ts';
import type { Readings } from './readings.ts';
import type { ReportView } from './report-view.ts';

const SPOKEN_AFTER_MS = 600;
/**
 * A longer paste is answered before the box gets it. Laying out a megabyte of text takes browsers a third of a second on
 * a fast computer and seconds on a slow one, whatever its style, and the answer needs no box.
 */
const LARGE = 100_000;
/** How long reading may go on before it is told that nothing was found so far. */
const NOTHING_FOR_MS = 400;
/** One line is a question, which stays in sight. */
const FOLDED_FROM = 2;

/**
 * Shows what the core reads in the box. Short questions are read here, all that may be a paste in a worker; the scripts of
 * either, and the words, are loaded when the first one comes.
 */
export class DecoderView {
  readonly #host: HTMLElement;
  readonly #book: Dictionary;
  readonly #box: HTMLTextAreaElement;
  readonly #seen: HTMLSelectElement;
  readonly #out: HTMLElement;
  readonly #listening = new AbortController();
  readonly #plainTitle = document.title;
  readonly #reader = new PasteReader();
  #loadingWords: Promise<void> | undefined;
  #loadingReport: Promise<void> | undefined;
  #loadingReadings: Promise<void> | undefined;
  #report: ReportView | undefined;
  #readings: Readings | undefined;
  /** The text that was asked about last, and what is known of it; undefined while the reader reads it. */
  #text = '';
  #known: Answer | undefined;

  /**
   * `typed`: the reader was faster than the script, and what is in the box counts, not what the address says; `pasted`:
   * and it was pasted.
   */
  constructor(host: HTMLElement, typed: boolean, pasted: boolean) {
    const box = host.querySelector('textarea');
    const seen = host.querySelector('select');
    const out = host.querySelector<HTMLElement>('[data-readings]');
    if (!box || !seen || !out)
      throw new Error('exit-decoder lacks its box, its select or its place for readings');
    this.#host = host;
    this.#box = box;
    this.#seen = seen;
    this.#out = out;
    this.#book = new Dictionary(host);
    const { signal } = this.#listening;
    host.addEventListener('input', () => void this.#answer(), { signal });
    box.addEventListener('paste', (event) => void this.#pasted(event), { signal });
    if (this.#onPage) addEventListener('popstate', () => this.#readAddress(), { signal });
    if (typed) {
      if (pasted) this.#fold();
      void this.#answer();
    } else if (host.dataset.state === 'path') this.#readPath();
    else if (this.#onPage) this.#readAddress();
    else void this.#answer();
  }

  disconnect() {
    this.#listening.abort();
    this.#reader.disconnect();
  }

  #loadWords(): Promise<void> {
    return (this.#loadingWords ??= this.#book.load());
  }

  /** What draws verdicts, and the words: the one comes beside the other. */
  #loadReport(): Promise<void> {
    const load = async (): Promise<void> => {
      const [{ ReportView }] = await Promise.all([import('./report-view.ts'), this.#loadWords()]);
      this.#report = new ReportView(this.#host, this.#book, () => this.#reader.end());
    };
    return (this.#loadingReport ??= load());
  }

  /** What reads and draws numbers, signals and reasons. */
  #loadReadings(): Promise<void> {
    const load = async (): Promise<void> => {
      const [{ Readings }] = await Promise.all([import('./readings.ts'), this.#loadWords()]);
      this.#readings = new Readings(this.#host, this.#book);
    };
    return (this.#loadingReadings ??= load());
  }

  get #onPage() {
    return this.#host.dataset.state === 'page';
  }

  /** Reads what is in the box, or `typed`, which will be there soon; true when that is shown. */
  async #answer(
    typed = this.#box.value,
    how: 'pushState' | 'replaceState' = 'replaceState',
  ): Promise<boolean> {
    const text = typed.trim();
    if (text !== this.#text || !this.#known) {
      this.#text = text;
      this.#known = undefined;
      // The reader begins before the page is drawn.
      const asked = this.#ask(text);
      this.#show();
      const known = await asked;
      if (!known || this.#text !== text) return false;
      this.#known = known;
    }
    if (this.#onPage) this.#writeAddress(how);
    this.#show();
    return true;
  }

  /** What is read in a text, with the tables of programs where they matter; undefined when another text came. */
  async #ask(text: string): Promise<Answer | undefined> {
    if (text === '') return { asksForPrograms: false };
    const paste = mayBePaste(text);
    if (!paste && !this.#book.programs && mayNameProgram(text)) {
      await this.#learnPrograms();
      if (text !== this.#text) return undefined;
    }
    const began = performance.now();
    const soFar = (report: Report): void => {
      if (!this.#report || text !== this.#text) return;
      // That nothing is found yet is news after a while only: to draw it delays what is found next.
      if (report.findings.length === 0 && performance.now() - began < NOTHING_FOR_MS) return;
      this.#out.hidden = false;
      this.#out.replaceChildren(...this.#report.showSoFar(report, text));
    };
    // The reader begins while what draws its answer is loaded.
    const reading = paste ? this.#reader.ask(text, soFar) : undefined;
    let asked: Asked;
    try {
      await (paste ? this.#loadReport() : this.#loadReadings());
      if (!paste) await this.#readings?.prepare(text, this.#seen.value as Origin | '');
      if (text !== this.#text) return undefined;
      this.#show();
      if (NUMBERS.test(text)) return { asksForPrograms: false };
      asked = await (reading ?? this.#reader.ask(text, soFar));
      if (typeof asked !== 'string') await (asked.report ? this.#loadReport() : this.#loadReadings());
      if (typeof asked !== 'string' && asked.report) await this.#report?.prepare(asked.report);
      if (typeof asked !== 'string' && asked.asksForPrograms && text === this.#text) {
        await this.#learnPrograms();
        asked = text === this.#text ? await this.#reader.ask(text, soFar) : 'replaced';
      }
    } catch {
      asked = 'failed';
    }
    if (asked === 'replaced') return undefined;
    if (asked === 'failed') {
      this.#failed(text);
      return undefined;
    }
    if (asked === 'ended' || asked === 'too-long') {
      // Ended by another text, or by whoever waited for it.
      if (text === this.#text && this.#report) this.#out.replaceChildren(...this.#report.showEnded(asked));
      return undefined;
    }
    return asked;
  }

  /** A file of another build, or no network: said in words, and asked for again the next time. */
  #failed(text: string) {
    this.#loadingReport = this.#loadingReadings = undefined;
    if (text !== this.#text) return;
    this.#out.hidden = false;
    this.#out.replaceChildren(element('p', { role: 'alert' }, this.#book.say('failed')));
  }

  async #learnPrograms() {
    await this.#book.loadPrograms();
    this.#reader.know(this.#book.programs ?? []);
  }

  /** What the buttons around the box do: paste, a sample, and of a folded box edit and clear. */
  async press(act: string) {
    if (act === 'edit') {
      this.#unfold();
      this.#box.focus();
    } else if (act === 'clear') {
      this.#unfold();
      this.#put('');
      this.#box.focus();
    } else if (act === 'sample') {
      this.#put(this.#host.dataset.sample ?? '');
      this.#fold();
    } else {
      try {
        this.#put(await navigator.clipboard.readText());
        this.#fold();
      } catch {
        // Refused: the box is there to paste into by hand.
        this.#box.focus();
      }
    }
  }

  #put(text: string) {
    this.#box.value = text;
    void this.#answer();
  }

  /** One row in place of the box, on a narrow screen: the answer stands on top. */
  #fold() {
    const lines = this.#box.value.trim().split('\n').length;
    if (lines < FOLDED_FROM) return;
    const count = this.#host.querySelector('[data-pasted]');
    if (count) count.textContent = this.#book.say('pasted', { n: lines });
    this.#host.dataset.folded = '';
    this.#host.querySelector<HTMLElement>('.pasted')?.removeAttribute('hidden');
    this.#box.blur();
  }

  #unfold() {
    delete this.#host.dataset.folded;
    this.#host.querySelector<HTMLElement>('.pasted')?.setAttribute('hidden', '');
  }

  /** Answers a large paste first and puts it into the box then; what is typed in between stays. */
  async #pasted(event: ClipboardEvent) {
    const box = this.#box;
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (pasted.length < LARGE) {
      // When the box has it.
      if (pasted.includes('\n')) setTimeout(() => this.#fold());
      return;
    }
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = box;
    // As the box will hold it: a textarea knows one kind of line end.
    const text = (value.slice(0, selectionStart) + pasted + value.slice(selectionEnd)).replace(
      /\r\n?/g,
      '\n',
    );
    await this.#answer(text);
    await nextPaint();
    if (this.#listening.signal.aborted) return;
    box.setRangeText(pasted, box.selectionStart, box.selectionEnd, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    this.#fold();
  }

  /** On the decode page the answer is there already; elsewhere the form leads to it. A paste stays where it is. */
  async submit() {
    if (!(await this.#answer(this.#box.value, 'pushState')) || this.#onPage || this.#known?.report) return;
    const address = this.#address();
    if (address.searchParams.has('q')) location.assign(address);
  }

  /** The address of the question. Of a paste it has codes and reasons only. */
  #address(): URL {
    const address = new URL(this.#box.form?.action ?? '', location.href);
    const query = this.#known?.query ?? this.#readings?.query(this.#text);
    if (query) address.searchParams.set('q', query);
    if (this.#seen.value) address.searchParams.set('seen', this.#seen.value);
    return address;
  }

  #writeAddress(how: 'pushState' | 'replaceState') {
    const address = this.#address();
    if (address.href !== location.href) history[how](null, '', address);
  }

  #readAddress() {
    const asked = new URLSearchParams(location.search);
    this.#box.value = asked.get('q') ?? '';
    const seen = asked.get('seen') ?? '';
    this.#seen.value = ORIGINS.some((origin) => origin === seen) ? seen : '';
    // A form sent before the script was there leaves an empty `seen=` behind.
    if (asked.has('seen') && !this.#seen.value) {
      asked.delete('seen');
      history.replaceState(null, '', `?${asked}`);
    }
    void this.#answer();
  }

  /** `/777` or `/zh/0xC0000005.html` on the page for what was not found: the last part of the path is the question. */
  #readPath() {
    const last = location.pathname.split('/').findLast(Boolean) ?? '';
    try {
      this.#box.value = decodeURIComponent(last).replace(/\.html$/, '');
    } catch {
      this.#box.value = last;
    }
    void this.#answer();
  }

  /** What is known by now. A text that may be a paste, or that names a program, is not answered as numbers meanwhile. */
  #show() {
    const query = this.#text;
    const known = this.#known;
    this.#out.hidden = !query && !this.#onPage;
    if (known?.report && this.#report) {
      this.#box.ariaInvalid = 'false';
      this.#offerOrigins(false);
      this.#out.replaceChildren(...this.#report.show(known.report, query));
      if (this.#onPage) document.title = this.#plainTitle;
      this.#speak();
      return;
    }
    if (query === '') {
      this.#box.ariaInvalid = 'false';
      this.#offerOrigins(false);
      if (this.#onPage) document.title = this.#plainTitle;
      this.#out.replaceChildren(element('p', { className: 'dim' }, this.#book.say('empty')));
      return;
    }
    const waits = mayBePaste(query) || (mayNameProgram(query) && !this.#book.programs);
    if (known ? known.report : waits) {
      this.#out.replaceChildren(element('p', {}, this.#book.say('wait')));
      return;
    }
    if (!this.#readings) return;
    // What one line says that is no question is not guessed at for the moment until the reader has read it.
    if (!known && query.includes(' ') && this.#out.firstChild) return;
    const { nodes, refused, titled, dependsOnOrigin } = this.#readings.show(
      query,
      this.#seen.value as Origin | '',
      known?.cause,
    );
    this.#offerOrigins(dependsOnOrigin);
    // Browsers keep titles with addresses: a reader's own words stand in neither.
    const told = titled ? (known?.query ?? this.#readings.query(query)) : '';
    if (this.#onPage)
      document.title = told ? fill(this.#host.dataset.title ?? '', { query: told }) : this.#plainTitle;
    this.#box.ariaInvalid = String(refused);
    this.#out.replaceChildren(...nodes);
    this.#speak();
  }

  /** The question where it was seen, only where the answer hangs on it. */
  #offerOrigins(asked: boolean) {
    const label = this.#seen.closest('label');
    if (label) label.hidden = !asked && !this.#seen.value;
  }

  #speak() {
    announce(() => {
      const spoken = this.#out.querySelectorAll('h2, h3, [data-refusal]');
      return [...spoken].map(({ textContent }) => textContent).join(' ');
    }, SPOKEN_AFTER_MS);
  }
}

/** More than one line, or one that is longer than a number with its words; numbers alone are none. */
const mayBePaste = (query: string): boolean =>
  (query.includes('\n') || query.length > ONE_ANSWER) && !NUMBERS.test(query);
const ONE_ANSWER = 60;
