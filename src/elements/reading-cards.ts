import type { BitPicture } from '../core/arithmetic/bits.ts';
import { formulaOf, pictureOf } from '../core/read/formula.ts';
import { INPUT_LIMIT } from '../core/read/grammar.ts';
import type { Decoding, Reading, Refusal, Subject } from '../core/read/reading.ts';
import { nameOf } from '../core/read/target.ts';
import type { Cause } from '../core/report/causes.ts';
import { familyOf } from '../core/tables/families.ts';
import { SIGNAL_OFFSET } from '../core/tables/signals.ts';
import type { Dictionary } from './decoder-words.ts';
import { element, link } from './dom.ts';
import { addFamilyColours } from './family-colours.ts';

/** What is known of a question beside its readings. */
export interface Beside {
  /** Why, as far as the words of the question say it. */
  readonly cause?: Cause | undefined;
  /** It names something that may be a program, and no table has one of that name. */
  readonly foreign?: boolean | undefined;
}

/** The numbers that a program gives a meaning of its own: not success, not what shells give. */
const isOwnNumber = (status: number | undefined): boolean =>
  status !== undefined && status > 1 && status < 124;

/** How many columns of the bits a label spans. Whole names: a page keeps the rules whose names a script says. */
const SPANS: Readonly<Record<number, string>> = { 1: 'w1', 7: 'w7', 8: 'w8', 16: 'w16' };

/** Draws the readings of what was typed, with the words and links that the server put into the document. */
export class ReadingCards {
  readonly #host: HTMLElement;
  readonly #book: Dictionary;

  constructor(host: HTMLElement, book: Dictionary) {
    this.#host = host;
    this.#book = book;
    addFamilyColours();
  }

  /** One after another; `query` is what was typed. */
  show(decoding: Decoding, query: string, beside: Beside): readonly Node[] {
    if (decoding.kind === 'refusal') return this.#refusal(decoding, query);
    const { subjects, omitted } = decoding;
    return [
      ...subjects.flatMap((subject, index) => this.#subject(subject, index === 0 ? beside : {})),
      ...(omitted ? [element('p', {}, this.#say('omitted', { n: omitted }))] : []),
    ];
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return this.#book.say(key, values);
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
    const closest = nearest.flatMap((name) => [link(this.#book.question(name), name, 'chip'), ' ']);
    return [
      sentence,
      ...(closest.length ? [element('p', { className: 'row' }, this.#say('nearest'), ...closest)] : []),
      ...(search ? [element('p', {}, search)] : []),
    ];
  }

  #subject(subject: Subject, beside: Beside): readonly Node[] {
    const { written, readings, agreed, corrected } = subject;
    const [lead] = readings;
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
      element(
        'div',
        { className: 'pair' },
        ...readings.map((reading) =>
          this.#reading(reading, subject, reading === lead ? beside.cause : undefined),
        ),
      ),
      ...this.#owner(subject, beside),
    ];
  }

  #reading(reading: Reading, subject: Subject, cause: Cause | undefined): HTMLElement {
    const {
      kind,
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
    const page = this.#book.page(target);
    // What the program says of its own number is more than that it is its own.
    const why =
      cause === undefined || (cause === 'own-code' && kind === 'program')
        ? undefined
        : this.#book.file.causes[cause];
    const family = status === undefined ? 'unassigned' : familyOf(status).id;
    const href = page?.href ?? this.#book.question(windows ?? subject.written);
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
          page && page.says !== '' && reading.kind !== 'truncated' && element('p', {}, page.says),
        ),
      ),
      why && element('p', {}, why.says),
      this.#parts(reading),
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
      (page || why) &&
        element(
          'p',
          { className: 'row' },
          why && this.#step(why.leads[String(status)] ?? why.leads.default, why.title),
          page &&
            target &&
            link(page.href, this.#say('open', { target: nameOf(target) }), why ? 'button' : 'button primary'),
        ),
    );
    const data = {
      reading: reading.kind,
      exitStatus,
      signal,
      coreDumped: coreDumped || undefined,
      windows,
      cause,
    };
    for (const [name, value] of Object.entries(data))
      if (value !== undefined) card.dataset[name] = String(value);
    return card;
  }

  /** What the program says of its number, or of each bit of it. */
  #meanings(
    reading: Extract<Reading, { kind: 'program' }>,
  ): readonly (readonly [code: number, means: string])[] {
    const { program, target } = reading;
    const range = target?.kind === 'program' ? target.range : undefined;
    return this.#book.means(program, { ...reading, ...(range !== undefined && { range }) });
  }

  /** Each bit of a number that is a sum of bits. */
  #parts(reading: Reading): HTMLElement | false {
    if (reading.kind !== 'program' || !reading.parts) return false;
    const rows = this.#meanings(reading).map(([code, means]) =>
      element('li', {}, element('b', {}, String(code)), ` ${means}`),
    );
    return element('ul', {}, ...rows);
  }

  /** Whose a number is that no table knows: the program's that is named beside it. */
  #owner({ program, written, readings: [lead] }: Subject, { foreign }: Beside): readonly HTMLElement[] {
    const { exitStatus } = lead;
    if (program !== undefined && lead.kind !== 'program' && lead.signal === undefined) {
      const name = this.#book.nameOf(program);
      const page = this.#book.page({ kind: 'program', program });
      return [
        element(
          'p',
          {},
          this.#say('undocumented', { name, code: written }),
          ' ',
          page && link(page.href, this.#say('open', { target: name })),
        ),
      ];
    }
    return foreign && program === undefined && isOwnNumber(exitStatus)
      ? [element('p', {}, this.#say('ownNumber', { code: written }))]
      : [];
  }

  #step(href: string, title: string): HTMLElement {
    const made = link(href, this.#say('step', { title }), 'button primary');
    made.dataset.stepLink = href.slice(href.indexOf('#') + 1);
    return made;
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
  #program(reading: Extract<Reading, { kind: 'program' }>): string {
    const { program, name = '', code, exitStatus, parts } = reading;
    const [[, means] = [0, '']] = this.#meanings(reading);
    const by = `by.${program}`;
    const known = this.#book.has(by) ? this.#say(by) : this.#book.nameOf(program);
    const values = { program: known, name, code, status: exitStatus ?? '' };
    if (program === 'errno') return this.#say(exitStatus === undefined ? 'errno' : 'errnoStatus', values);
    if (name) return this.#say('program', values);
    if (parts) return this.#say('programParts', { ...values, parts: parts.join(', ') });
    return means === '' ? this.#say('programCode', values) : this.#say('programMeans', { ...values, means });
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
        element(
          'p',
          { className: SPANS[width] ?? '' },
          element('b', {}, String(part)),
          this.#say(`role.${role}`),
        ),
      ),
    );
    box.ariaLabel = this.#say(wide ? 'bitsRaw' : 'bitsStatus', { value, status, bits: digits });
    return box;
  }
}
