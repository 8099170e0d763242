import { decode } from '../core/read/decode.ts';
import { INPUT_LIMIT } from '../core/read/grammar.ts';
import { ORIGINS, type Decoding, type Origin } from '../core/read/reading.ts';
import type { Report } from '../core/report/index.ts';
import { announce } from './announce.ts';
import { Dictionary } from './decoder-words.ts';
import { element, nextPaint } from './dom.ts';
import { fill } from './fill.ts';
import { PasteReader } from './paste-reader.ts';
import type { Answer } from './paste-reading.ts';
import { mayNameProgram, recognised } from './question.ts';
import { ReadingCards } from './reading-cards.ts';
import type { ReportView } from './report-view.ts';

const SPOKEN_AFTER_MS = 600;
/**
 * A longer paste is answered before the box gets it. Laying out a megabyte of text takes browsers a third of a second on
 * a fast computer and seconds on a slow one, whatever its style, and the answer needs no box.
 */
const LARGE = 100_000;
/** A box of fewer lines stays as it is. */
const FOLDED_FROM = 3;

/** Shows what the core reads in the box. Short questions are read here, all that may be a paste in a worker. */
export class DecoderView {
  readonly #host: HTMLElement;
  readonly #book: Dictionary;
  readonly #cards: ReadingCards;
  readonly #box: HTMLTextAreaElement;
  readonly #seen: HTMLSelectElement;
  readonly #out: HTMLElement;
  readonly #listening = new AbortController();
  readonly #plainTitle = document.title;
  /** There before anybody can paste, so that a paste needs no request. */
  readonly #reader = new PasteReader();
  readonly #ready: Promise<void>;
  #report: ReportView | undefined;
  /** The text that was asked about last, and what is known of it; undefined while the reader reads it. */
  #text = '';
  #known: Answer | undefined;

  /** `typed`: the reader was faster than the script, and what is in the box counts, not what the address says. */
  constructor(host: HTMLElement, typed: boolean) {
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
    this.#cards = new ReadingCards(host, this.#book);
    const { signal } = this.#listening;
    host.addEventListener('input', () => void this.#answer(), { signal });
    box.addEventListener('paste', (event) => void this.#pasted(event), { signal });
    box.form?.addEventListener('submit', (event) => void this.#submit(event), { signal });
    if (this.#onPage) addEventListener('popstate', () => this.#readAddress(), { signal });
    this.#ready = this.#load();
    if (typed) void this.#answer();
    else if (host.dataset.state === 'path') this.#readPath();
    else if (this.#onPage) this.#readAddress();
    else void this.#answer();
  }

  disconnect() {
    this.#listening.abort();
    this.#reader.disconnect();
  }

  /** What draws verdicts, and the words: the one comes beside the other. */
  async #load() {
    const [{ ReportView }] = await Promise.all([import('./report-view.ts'), this.#book.load()]);
    if (this.#listening.signal.aborted) return;
    this.#report = new ReportView(this.#host, this.#book, () => this.#reader.end());
    this.#show();
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
      this.#show();
      const known = await this.#ask(text);
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
    if (!this.#book.programs && mayNameProgram(text) && !mayBePaste(text)) {
      await this.#learnPrograms();
      if (text !== this.#text) return undefined;
      this.#show();
    }
    const soFar = (report: Report): void => {
      if (!this.#report || text !== this.#text) return;
      this.#out.hidden = false;
      this.#out.replaceChildren(...this.#report.showSoFar(report, text));
    };
    try {
      await this.#ready;
    } catch {
      // A file of another build, or no network: said in words, and only where there is no answer without it.
      if (text === this.#text && mayBePaste(text))
        this.#out.replaceChildren(element('p', { role: 'alert' }, this.#book.say('failed')));
      return undefined;
    }
    const asked = await this.#reader.ask(text, soFar);
    if (asked === 'replaced') return undefined;
    if (asked === 'ended' || asked === 'too-long') {
      // Ended by another text, or by whoever waited for it.
      if (text === this.#text && this.#report) this.#out.replaceChildren(...this.#report.showEnded(asked));
      return undefined;
    }
    if (!asked.asksForPrograms || text !== this.#text) return asked;
    await this.#learnPrograms();
    const again = text === this.#text ? await this.#reader.ask(text, soFar) : 'replaced';
    return typeof again === 'string' ? undefined : again;
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
    if (lines <= FOLDED_FROM) return;
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
    if (pasted.length < LARGE || !this.#report) {
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
  async #submit(event: SubmitEvent) {
    event.preventDefault();
    if (!(await this.#answer(this.#box.value, 'pushState')) || this.#onPage || this.#known?.report) return;
    const address = this.#address();
    if (address.searchParams.has('q')) location.assign(address);
  }

  /** The address of the question. Of a paste it has codes and reasons only. */
  #address(): URL {
    const address = new URL(this.#box.form?.action ?? '', location.href);
    const report = this.#known?.report;
    const { programs = [] } = this.#book;
    const query = report ? codesOf(report) : recognised(this.#text, { programs });
    // What is too long to be a question is no address either.
    if (query && query.length <= INPUT_LIMIT) address.searchParams.set('q', query);
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
    if (!known && (mayBePaste(query) || (mayNameProgram(query) && !this.#book.programs))) {
      this.#out.replaceChildren(element('p', {}, this.#book.say('wait')));
      return;
    }
    // What one line says that is no question is not guessed at for the moment until the reader has read it.
    if (!known && query.includes(' ') && this.#out.firstChild) return;
    const decoding = this.#decode(query, this.#seen.value as Origin | '');
    this.#offerOrigins(decoding.kind === 'readings' && this.#dependsOnOrigin(query, decoding));
    if (this.#onPage)
      document.title =
        query && query.length <= INPUT_LIMIT && decoding.kind === 'readings'
          ? fill(this.#host.dataset.title ?? '', { query })
          : this.#plainTitle;
    this.#box.ariaInvalid = String(decoding.kind === 'refusal' && query !== '');
    const foreign = this.#book.programs !== undefined && mayNameProgram(query);
    this.#out.replaceChildren(...this.#cards.show(decoding, query, { cause: known?.cause, foreign }));
    if (query) this.#speak();
  }

  #decode(query: string, seen: Origin | ''): Decoding {
    const { programs } = this.#book;
    return decode(query, { ...(seen && { seen }), ...(programs && { tables: { programs } }) });
  }

  /** Whether the likeliest reading is another one for somebody who saw it elsewhere. */
  #dependsOnOrigin(query: string, { subjects: [first] }: Extract<Decoding, { kind: 'readings' }>): boolean {
    const said = ({ kind, signal, exitStatus }: (typeof first.readings)[0]): string =>
      `${kind} ${signal} ${exitStatus}`;
    const leads = ORIGINS.map((origin) => this.#decode(query, origin)).flatMap((each) =>
      each.kind === 'readings' ? [said(each.subjects[0].readings[0])] : [],
    );
    return new Set(leads).size > 1;
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

/** More than one line, or one that is longer than a number with its words. */
const mayBePaste = (query: string): boolean => query.includes('\n') || query.length > ONE_ANSWER;
const ONE_ANSWER = 60;

/** What a shared link may carry of a paste: codes and reasons, never names or text. */
function codesOf({ findings }: Report): string {
  const told = findings.flatMap(({ windows, code, program, reason = '' }) => [
    program?.code === undefined ? (windows ?? code) : `${program.slug} ${code}`,
    // What a tool calls a reason may be anybody's words.
    recognised(reason) === reason ? reason : undefined,
  ]);
  return [...new Set(told.filter((part) => part !== undefined && part !== '').map(String))]
    .slice(0, 8)
    .join(' ');
}
