import type { BitPicture } from '../core/arithmetic/bits.ts';
import { decode } from '../core/read/decode.ts';
import { formulaOf, pictureOf } from '../core/read/formula.ts';
import { INPUT_LIMIT } from '../core/read/grammar.ts';
import type { Report } from '../core/report/index.ts';
import { familyOf } from '../core/tables/families.ts';
import {
  ORIGINS,
  type Origin,
  type Reading,
  type Refusal,
  type Subject,
  type Target,
} from '../core/read/reading.ts';
import { SIGNAL_OFFSET } from '../core/tables/signals.ts';
import { announce } from './announce.ts';
import { element, link, nextPaint } from './dom.ts';
import { nameOf, targetPath } from '../core/read/target.ts';
import { fill } from './fill.ts';
import type { CauseTable, ReportView } from './report-view.ts';

const SPOKEN_AFTER_MS = 600;
/** A text longer than this is read with pauses for the page; after a key, when typing pauses. In characters. */
const LONG = 20_000;
const PAUSE_MS = 150;
/** More characters at once than anybody types: a paste, a drop, a script. */
const AT_ONCE = 1000;
/**
 * A longer paste is answered before the box gets it. Laying out a megabyte of text takes browsers a third of a second on
 * a fast computer and seconds on a slow one, whatever its style, and the answer needs no box.
 */
const LARGE = 100_000;

/** A box of fewer lines stays as it is. */
const FOLDED_FROM = 3;

type Words = Readonly<Record<string, string>>;

interface LongReading {
  readonly text: string;
  /** False when another text came instead. */
  readonly done: Promise<boolean>;
  /** Something is shown, if only a part. */
  readonly answered: Promise<unknown>;
  readonly end: () => void;
}

/** Shows what the core reads in the box, with the words and links that the server put into the document. */
export class DecoderView {
  readonly #host: HTMLElement;
  readonly #words: Words;
  /** Addresses by kind of target, with a {target} slot: the server makes them. */
  readonly #targets: Words;
  readonly #box: HTMLTextAreaElement;
  readonly #seen: HTMLSelectElement;
  readonly #out: HTMLElement;
  readonly #listening = new AbortController();
  readonly #plainTitle = document.title;
  #pausing = 0;
  #length = 0;
  /** The long text that is being read, and what ends that. */
  #ahead: LongReading | undefined;
  /** What the readings show, when that is a report. */
  #shown: Report | undefined;
  /** There before anybody can paste, so that a paste needs no request. */
  #report: ReportView | undefined;
  readonly #ready: Promise<void>;

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
    this.#words = JSON.parse(host.dataset.words ?? '{}') as Words;
    this.#targets = JSON.parse(host.dataset.targets ?? '{}') as Words;
    const { signal } = this.#listening;
    host.addEventListener('input', () => this.#typed(), { signal });
    box.addEventListener('paste', (event) => void this.#pasted(event), { signal });
    box.form?.addEventListener('submit', (event) => void this.#submit(event), { signal });
    if (this.#onPage) addEventListener('popstate', () => this.#readAddress(), { signal });
    this.#ready = this.#loadReport();
    if (typed) this.#typed();
    else if (host.dataset.state === 'path') this.#readPath();
    else if (this.#onPage) this.#readAddress();
    else this.#show();
  }

  disconnect() {
    this.#listening.abort();
    clearTimeout(this.#pausing);
    this.#ahead?.end();
  }

  async #loadReport() {
    // The words come beside the script, not after it; without them what ended is still told.
    const words = fetch(this.#host.dataset.causes ?? '').then(
      async (answer) => (answer.ok ? ((await answer.json()) as CauseTable) : {}),
      () => ({}),
    );
    const { ReportView } = await import('./report-view.ts');
    const report = new ReportView(this.#host, await words);
    if (this.#listening.signal.aborted) return;
    this.#report = report;
    // What was pasted or typed meanwhile is read again, and only now may the address follow it.
    if (this.#box.value.trim()) this.#typed();
  }

  get #onPage() {
    return this.#host.dataset.state === 'page';
  }

  #typed() {
    clearTimeout(this.#pausing);
    const text = this.#box.value;
    const typed = Math.abs(text.length - this.#length) < AT_ONCE;
    this.#length = text.length;
    if (this.#ahead?.text !== text) this.#endReading();
    if (text.length <= LONG) this.#answer();
    else if (typed) this.#pausing = window.setTimeout(() => void this.#answerLong(), PAUSE_MS);
    else void this.#answerLong();
  }

  async #answerLong() {
    const text = this.#box.value;
    if ((await this.#read(text)?.done) !== false && this.#box.value === text) this.#answer();
  }

  #answer() {
    if (this.#onPage) this.#writeAddress('replaceState');
    this.#show();
  }

  /** Reads a long text ahead, showing what it finds if that takes a while; undefined as long as nothing can. */
  #read(text: string): LongReading | undefined {
    const report = this.#report;
    if (!report || this.#ahead?.text === text) return this.#ahead;
    this.#endReading();
    const ending = new AbortController();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const soon = (found: Report): boolean => {
      const some = found.findings.length > 0;
      this.#out.hidden = false;
      this.#replace(report.showSoFar(found, text));
      if (some) resolve(some);
      return some;
    };
    const done = report.read(text, soon, ending.signal);
    this.#ahead = { text, done, answered: Promise.race([promise, done]), end: () => ending.abort() };
    return this.#ahead;
  }

  #endReading() {
    this.#ahead?.end();
    this.#ahead = undefined;
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
    this.#typed();
  }

  /** One row in place of the box, on a narrow screen: the answer stands on top. */
  #fold() {
    const lines = this.#box.value.trim().split('\n').length;
    if (lines <= FOLDED_FROM) return;
    const count = this.#host.querySelector('[data-pasted]');
    if (count) count.textContent = this.#say('pasted', { n: lines });
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
    clearTimeout(this.#pausing);
    const { value, selectionStart, selectionEnd } = box;
    // As the box will hold it: a textarea knows one kind of line end.
    const text = (value.slice(0, selectionStart) + pasted + value.slice(selectionEnd)).replace(
      /\r\n?/g,
      '\n',
    );
    const reading = this.#read(text);
    void reading?.done.then((read) => read && this.#show(text.trim()));
    await reading?.answered;
    await nextPaint();
    if (this.#listening.signal.aborted) return;
    box.setRangeText(pasted, box.selectionStart, box.selectionEnd, 'end');
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    this.#fold();
  }

  /** On the decode page the answer is there already; elsewhere the form leads to it. A paste stays where it is. */
  async #submit(event: SubmitEvent) {
    event.preventDefault();
    await this.#ready;
    if (this.#box.value.length > LONG && (await this.#read(this.#box.value)?.done) === false) return;
    const address = this.#address();
    if (!this.#onPage && address?.searchParams.has('q') && !this.#report?.report(this.#box.value))
      location.assign(address);
    else {
      this.#writeAddress('pushState');
      this.#show();
    }
  }

  /** The address of the question. Of a paste it has codes and reasons only; until it is known which, there is none. */
  #address(): URL | undefined {
    if (!this.#report) return undefined;
    const address = new URL(this.#box.form?.action ?? '', location.href);
    const text = this.#box.value.trim();
    const report = this.#report.report(text);
    const query = report ? this.#report.codes(report) : recognised(text);
    // What is too long to be a question is no address either.
    if (query && query.length <= INPUT_LIMIT) address.searchParams.set('q', query);
    if (this.#seen.value) address.searchParams.set('seen', this.#seen.value);
    return address;
  }

  #writeAddress(how: 'pushState' | 'replaceState') {
    const address = this.#onPage && this.#address();
    if (address && address.href !== location.href) history[how](null, '', address);
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
    this.#show();
  }

  /** `/777` or `/zh/0xC0000005.html` on the page for what was not found: the last part of the path is the question. */
  #readPath() {
    const last = location.pathname.replace(/\/+$/, '').split('/').at(-1) ?? '';
    try {
      this.#box.value = decodeURIComponent(last).replace(/\.html$/, '');
    } catch {
      this.#box.value = last;
    }
    this.#show();
  }

  #replace(nodes: readonly Node[], report?: Report) {
    this.#shown = report;
    this.#out.replaceChildren(...nodes);
  }

  #show(query = this.#box.value.trim()) {
    this.#out.hidden = !query && !this.#onPage;
    const report = this.#report?.report(query);
    if (this.#report && report) {
      this.#box.ariaInvalid = 'false';
      if (report === this.#shown) return;
      this.#replace(this.#report.show(report, query), report);
      if (this.#onPage) document.title = this.#plainTitle;
      this.#speak();
      return;
    }
    // A text that may be a paste is not answered as numbers while its reader is on the way.
    if (!this.#report && mayBePaste(query)) {
      this.#replace([element('p', {}, this.#say('wait'))]);
      return;
    }
    const seen = this.#seen.value;
    const decoding = decode(query, seen ? { seen: seen as Origin } : {});
    if (this.#onPage)
      document.title =
        query && query.length <= INPUT_LIMIT && decoding.kind === 'readings'
          ? fill(this.#host.dataset.title ?? '', { query })
          : this.#plainTitle;
    if (decoding.kind === 'refusal') {
      this.#box.ariaInvalid = String(query !== '');
      this.#replace(this.#refusal(decoding, query));
    } else {
      this.#box.ariaInvalid = 'false';
      const { subjects, omitted } = decoding;
      this.#replace([
        ...subjects.flatMap((subject) => this.#subject(subject)),
        ...(omitted ? [element('p', {}, this.#say('omitted', { n: omitted }))] : []),
      ]);
    }
    if (query) this.#speak();
  }

  #speak() {
    announce(() => {
      const spoken = this.#out.querySelectorAll('h2, h3, [data-refusal]');
      return [...spoken].map(({ textContent }) => textContent).join(' ');
    }, SPOKEN_AFTER_MS);
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#words[key] ?? '', values);
  }

  #refusal(refusal: Refusal, query: string): readonly Node[] {
    const { reason } = refusal;
    if (reason === 'empty') return [element('p', { className: 'dim' }, this.#say('empty'))];
    const text =
      reason === 'too-long'
        ? this.#say(reason, { limit: refusal.limit })
        : reason === 'fraction'
          ? this.#say(reason, {
              written: refusal.written,
              shells: refusal.shells
                .map((shell) =>
                  this.#say(shell.refused ? 'fractionRefused' : 'fractionCut', { ...shell, refused: '' }),
                )
                .join(', '),
            })
          : this.#say(reason, { written: refusal.written });
    const nearest = 'nearest' in refusal ? refusal.nearest : [];
    const sentence = element('p', {}, element('b', {}, text), ' ', this.#say('accepts'));
    sentence.dataset.refusal = reason;
    const search =
      query.length <= INPUT_LIMIT &&
      link(`${this.#host.dataset.search ?? ''}?q=${encodeURIComponent(query)}`, this.#say('search'));
    const closest = nearest.flatMap((name) => [link(this.#question(name), name, 'chip'), ' ']);
    return [
      sentence,
      ...(closest.length ? [element('p', { className: 'row' }, this.#say('nearest'), ...closest)] : []),
      ...(search ? [element('p', {}, search)] : []),
    ];
  }

  #question(query: string): string {
    return `${this.#box.form?.getAttribute('action') ?? ''}?q=${encodeURIComponent(query)}`;
  }

  #subject(subject: Subject): readonly Node[] {
    const { written, readings, agreed, corrected } = subject;
    const sentences = [
      this.#say(readings.length === 1 ? 'one' : 'several', { written, n: readings.length }),
      corrected && this.#say('corrected', { hex: corrected }),
      readings.length > 1 &&
        (agreed.signal
          ? this.#say('agreeSignal', { signal: agreed.signal })
          : agreed.exitStatus !== undefined
            ? this.#say('agreeStatus', { status: agreed.exitStatus })
            : agreed.windows && this.#say('agreeWindows', { windows: agreed.windows })),
    ];
    return [
      element('h2', {}, sentences.filter(Boolean).join(' ')),
      element('div', { className: 'pair' }, ...readings.map((reading) => this.#reading(reading, subject))),
    ];
  }

  #reading(reading: Reading, subject: Subject): HTMLElement {
    const {
      exitStatus,
      signal,
      coreDumped,
      windows,
      target,
      confidence,
      printedBy,
      elsewhere = [],
    } = reading;
    const status = target?.kind === 'status' ? target.status : exitStatus;
    const page = target && this.#page(target);
    const family = status === undefined ? 'unassigned' : familyOf(status).id;
    const href = page?.href ?? this.#question(windows ?? subject.written);
    const plate = status === undefined ? (windows ?? reading.signal ?? subject.written) : String(status);
    const sum = formulaOf(reading, subject);
    const picture = pictureOf(reading, subject);
    const names = 'names' in reading ? reading.names.map(({ name }) => name).join(', ') : '';
    const by = printedBy.map((emitter) => this.#say(`by.${emitter}`)).join(', ');

    const card = element(
      'article',
      { className: `card flow f-${family}` },
      element('p', { className: 'tag' }, this.#say(confidence)),
      element(
        'div',
        { className: 'title' },
        link(href, plate, 'plate'),
        element(
          'div',
          {},
          element('h3', {}, this.#heading(reading)),
          // What eight bits keep of a number has nothing to do with what the page of the rest is about.
          page?.title && reading.kind !== 'truncated' && element('p', {}, page.title),
        ),
      ),
      sum && element('p', { className: 'sum' }, sum),
      picture && this.#bits(picture, reading),
      names !== '' && element('p', {}, this.#say('names', { names })),
      by !== '' && element('p', { className: 'dim' }, this.#say('printedBy', { list: by })),
      ...elsewhere.map(({ platform, signal: name, number }) =>
        element(
          'p',
          { className: 'dim' },
          this.#say(name === signal ? 'elsewhereNumber' : 'elsewhere', {
            platform: this.#say(`platform.${platform}`),
            signal: name,
            number,
            status: SIGNAL_OFFSET + number,
          }),
        ),
      ),
      page &&
        element('p', {}, link(page.href, this.#say('open', { target: nameOf(target) }), 'button primary')),
    );
    const data = { reading: reading.kind, exitStatus, signal, coreDumped: coreDumped || undefined, windows };
    for (const [name, value] of Object.entries(data))
      if (value !== undefined) card.dataset[name] = String(value);
    return card;
  }

  #heading(reading: Reading): string {
    const { exitStatus: status = '', signal = '', windows = '' } = reading;
    switch (reading.kind) {
      case 'exit-status':
        if (reading.minus) return this.#say('exit-statusMinus', { status });
        return this.#say(signal ? 'exit-statusSignal' : 'exit-status', { status, signal });
      case 'wait-status': {
        const state = reading.coreDumped
          ? 'Dumped'
          : reading.state.charAt(0).toUpperCase() + reading.state.slice(1);
        return this.#say(`wait-status${state}`, { status, signal });
      }
      case 'windows': {
        const { name = '', win32 = '' } = reading;
        return this.#say(name ? 'windowsNamed' : win32 === '' ? 'windows' : 'windowsWin32', {
          windows,
          name,
          win32,
        });
      }
      case 'truncated':
        return this.#say(windows ? 'truncatedWindows' : 'truncated', {
          status,
          windows,
          name: reading.name ?? '',
        });
      case 'reason': {
        const statuses = reading.exitStatuses.join(', ');
        return this.#say(statuses ? 'reasonStatuses' : 'reason', { reason: reading.reason, statuses });
      }
      case 'program':
        return this.#program(reading);
      case 'signal':
      case 'negative':
        return this.#say(reading.kind, { signal });
    }
  }

  /** A constant of a batch system, a system error, or what a program of the tables documents. */
  #program({ program, name = '', code, exitStatus, parts }: Extract<Reading, { kind: 'program' }>): string {
    const values = { program: this.#words[`by.${program}`] ?? program, name, code, status: exitStatus ?? '' };
    if (program === 'errno') return this.#say(exitStatus === undefined ? 'errno' : 'errnoStatus', values);
    if (name) return this.#say('program', values);
    return parts
      ? this.#say('programParts', { ...values, parts: parts.join(', ') })
      : this.#say('programCode', values);
  }

  /** The page of a target, where the server's map has one; the table of the home page has titles of statuses besides. */
  #page(target: Target): { href: string; title: string } | undefined {
    const root = this.#targets[target.kind];
    if (root === undefined) return undefined;
    const href = fill(root, { target: targetPath(target) });
    const cell =
      target.kind === 'status' &&
      document.querySelector<HTMLAnchorElement>(`a[data-status="${target.status}"]`);
    return { href, title: (cell && cell.title) || '' };
  }

  #bits({ bits, groups }: BitPicture, { exitStatus: status = 0 }: Reading): HTMLElement {
    const digits = bits.join('').replace(/(\d{4})(?=\d)/g, '$1 ');
    const wide = bits.length === 16;
    const value = Number.parseInt(bits.join(''), 2);
    const box = element(
      'div',
      { className: wide ? 'bits b16' : 'bits', role: 'img' },
      ...(wide ? [] : bits.map((_, index) => element('i', {}, String(2 ** (7 - index))))),
      ...bits.map((bit) => element('b', { className: bit ? 'on' : '' }, String(bit))),
      ...groups.map(({ role, width, value: part }) =>
        element('p', { className: `w${width}` }, element('b', {}, String(part)), this.#say(`role.${role}`)),
      ),
    );
    box.ariaLabel = this.#say(wide ? 'bitsRaw' : 'bitsStatus', { value, status, bits: digits });
    return box;
  }
}

/** More than one line, or one that is longer than a number with its words. */
const mayBePaste = (query: string): boolean => query.includes('\n') || query.length > ONE_ANSWER;
const ONE_ANSWER = 60;

/** Words around a number that say what it is: they may stand in an address. */
const KNOWN_WORD =
  /^(?:an?|the|exit(?:ed|s)?|codes?|status(?:es)?|value|signals?|return(?:ed|s)?|raw|wait|errno|error|errorlevel|windows|killed|terminated|ended|finished|process|program|with|by|of|is|was|and|docker|kubernetes|kubectl|pod|container|systemd|python|slurm|core|dumped|退出码?|退出代码|退出状态码?|返回[码值]|状态码?|信号|错误码?|代码|进程|被|为|是|的|终止|杀死|结束)$/i;

/**
 * What of a question may stand in an address: all of it where every word is known, else its numbers and names alone, and
 * nothing where nothing was recognised.
 */
function recognised(text: string): string {
  const decoding = decode(text);
  if (decoding.kind === 'refusal') return '';
  const written = decoding.subjects.map((subject) => subject.written);
  const rest = written.reduce((left, part) => left.replace(part, ' '), text);
  const known = rest
    .split(/[\s,;:=()'"[\]，。：（）]+/)
    .every((word) => word === '' || KNOWN_WORD.test(word) || /^SIG[A-Z]+$/.test(word));
  return known ? text : written.join(' ');
}
