import { familyOf } from '../core/tables/families.ts';
import { diagnose, secondsRun, type Diagnosis } from '../core/report/diagnose.ts';
import {
  isReport,
  PASTE_LIMIT,
  readInSteps,
  readReport,
  type Finding,
  type Report,
} from '../core/report/index.ts';
import { timelines, type Timeline } from '../core/report/timeline.ts';
import { element, link, nextTask } from './dom.ts';
import { fill } from './fill.ts';
import { literal } from './literal.ts';
import { drawTimeline } from './timeline-view.ts';

type Words = Readonly<Record<string, string>>;

/** Numbers and names one after another, a number first, as a shared link carries them: each has readings of its own. */
const NUMBERS =
  /^(?:[-+]?\d{1,20}|0x[\da-f]{1,16})(?:[\s,;]+(?:[-+]?\d{1,20}|0x[\da-f]{1,16}|[A-Z][A-Za-z]{1,40})){0,15}$/;

/** A reading that takes longer than this tells what it has found so far; both in milliseconds. */
const FIRST_ANSWER_MS = 35;
/** Then it lets the page do something else after each of these. */
const SLICE_MS = 10;

/** How many findings are drawn at once; the others follow, as many in each task. */
const DRAWN_AT_ONCE = 6;
/** How many stand for a reading that is not over. */
const DRAWN_SO_FAR = 3;

/** Shows what a paste says about things that ended. Knows no rule of the field: the core finds, this chooses words. */
export class ReportView {
  readonly #host: HTMLElement;
  readonly #words: Words;
  /** The last paste and what was read in it: it is asked about several times for every key. */
  #last: { readonly text: string; readonly report?: Report } = { text: '' };

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#words = JSON.parse(host.dataset.report ?? '{}') as Words;
    // The first reading builds tables, and browsers compile what runs often: before anybody waits for it.
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(() => void readReport('it exited with code 1 after a while\n'.repeat(1000)));
  }

  /** What is read in a text that is more than numbers and names; undefined for one that is not. */
  report(text: string): Report | undefined {
    const trimmed = text.trim();
    if (this.#last.text !== trimmed) {
      const report = !NUMBERS.test(trimmed) && isReport(trimmed) ? readReport(trimmed) : undefined;
      this.#keep(trimmed, report);
    }
    return this.#last.report;
  }

  /**
   * Reads a long text, so that `report` knows it, with pauses in which the page can do something else. `soon` gets what
   * was found so far when that takes longer than a reader likes to wait, until it says that this is an answer. False when
   * the signal ended it.
   */
  async read(text: string, soon: (report: Report) => boolean, signal: AbortSignal): Promise<boolean> {
    const trimmed = text.trim();
    if (this.#last.text === trimmed) return true;
    const steps = readInSteps(trimmed);
    let until = performance.now() + FIRST_ANSWER_MS;
    let told = false;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        this.#keep(trimmed, step.value);
        return true;
      }
      if (performance.now() < until) continue;
      if (!told) told = soon(step.value());
      await nextTask();
      if (signal.aborted) return false;
      until = performance.now() + SLICE_MS;
    }
  }

  #keep(text: string, report: Report | undefined) {
    // One line in which nothing ended may still be codes and reasons, as a shared link carries them.
    const reads = report && (report.findings.length > 0 || text.includes('\n'));
    this.#last = reads ? { text, report } : { text };
  }

  /** What a shared link may carry of a paste: codes and reasons, never names or text. */
  codes({ findings }: Report): string {
    const told = findings.flatMap(({ windows, code, reason }) => [windows ?? code, reason]);
    return [...new Set(told.filter((part) => part !== undefined).map(String))].slice(0, 8).join(' ');
  }

  /** What was found while the rest is still read: nothing to copy yet, and nothing that is said to be absent. */
  showSoFar({ findings }: Report): readonly Node[] {
    const cards = findings.slice(0, DRAWN_SO_FAR).map((finding) => this.#card(finding));
    const note = element('p', {}, this.#say('reading'));
    return cards.length > 0 ? [note, element('div', { className: 'pair' }, ...cards)] : [note];
  }

  show({ findings, omitted, truncated }: Report): readonly Node[] {
    const cut = truncated && element('p', { role: 'note' }, this.#say('truncated', { limit: PASTE_LIMIT }));
    if (findings.length === 0) {
      const refusal = element('p', {}, element('b', {}, this.#say('nothing')), ' ', this.#say('accepts'));
      refusal.dataset.refusal = 'nothing-found';
      return cut ? [refusal, cut] : [refusal];
    }
    const diagnoses = diagnose(findings);
    const said = new Set<Diagnosis | Timeline>();
    const inTime = timelines(findings);
    const draw = (finding: Finding): HTMLElement => {
      // A diagnosis and a timeline are about a container: they stand with the first finding of it.
      const own = diagnoses.find((one) => one.container === finding.container && !said.has(one));
      if (own) said.add(own);
      const time = inTime.find((one) => one.container === finding.container && !said.has(one));
      if (time) said.add(time);
      return this.#card(finding, own, time);
    };
    const cards = element('div', { className: 'pair' });
    const next = async (from: number): Promise<void> => {
      cards.append(...findings.slice(from, from + DRAWN_AT_ONCE).map(draw));
      if (from + DRAWN_AT_ONCE >= findings.length) return;
      await nextTask();
      if (cards.isConnected) await next(from + DRAWN_AT_ONCE);
    };
    void next(0);
    const n = findings.length + omitted;
    return [
      element('h2', {}, this.#say(n === 1 ? 'one' : 'many', { n })),
      this.#copyButton(findings),
      cards,
      ...(omitted > 0 ? [element('p', { role: 'note' }, this.#say('omitted', { n: omitted }))] : []),
      ...(cut ? [cut] : []),
    ];
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#words[key] ?? '', values);
  }

  #card(finding: Finding, diagnosis?: Diagnosis, timeline?: Timeline): HTMLElement {
    const { exitStatus, windows, code, signal, reason } = finding;
    const family = exitStatus === undefined ? 'unassigned' : familyOf(exitStatus).id;
    const plate = String(windows ?? code ?? exitStatus ?? '…');
    const card = element(
      'article',
      { className: `card flow f-${family}` },
      element(
        'div',
        { className: 'title' },
        link(this.#page(finding), plate, 'plate'),
        element('div', {}, element('h3', {}, this.#heading(finding))),
      ),
      diagnosis && this.#diagnosis(diagnosis),
      timeline &&
        drawTimeline(timeline, {
          say: this.#say.bind(this),
          duration: this.#duration.bind(this),
        }),
      this.#facts(finding, timeline !== undefined),
      element('p', {}, link(this.#page(finding), this.#openLabel(finding), 'button primary')),
    );
    card.dataset.finding = finding.kind;
    const data = {
      code,
      exitStatus,
      signal,
      reason,
      windows,
      container: finding.container,
      state: finding.state,
      line: finding.line,
      coreDumped: finding.coreDumped,
    };
    for (const [name, value] of Object.entries(data))
      if (value !== undefined) card.dataset[name] = String(value);
    return card;
  }

  #openLabel({ exitStatus, windows }: Finding): string {
    const target = windows ?? exitStatus;
    return target === undefined ? this.#say('openGuide') : this.#say('open', { target });
  }

  #heading({ kind, container, code, windows, signal, reason = '' }: Finding): string {
    const name = container ?? this.#say('something');
    if (kind !== 'ended') return this.#say(kind, { name, reason });
    const number = windows ?? code;
    if (number !== undefined)
      return this.#say(signal ? 'endedSignal' : 'ended', { name, code: number, signal: signal ?? '' });
    return signal ? this.#say('killed', { name, signal }) : this.#say('event', { name, reason });
  }

  #diagnosis(diagnosis: Diagnosis): HTMLElement {
    const { id, questions } = diagnosis;
    const values = {
      limit: 'limit' in diagnosis ? (diagnosis.limit ?? '') : '',
      seconds: 'seconds' in diagnosis ? (diagnosis.seconds ?? '') : '',
      code: 'code' in diagnosis ? diagnosis.code : '',
    };
    const key =
      id === 'start-error' ? `${id}-${diagnosis.cause}` : `${id}${known(diagnosis) ? '-known' : ''}`;
    return element(
      'div',
      { className: 'flow' },
      element('p', {}, element('b', {}, this.#say(key, values))),
      ...questions.map((question) => element('p', {}, this.#say(question))),
      questions.length > 0 &&
        element('p', {}, link(`${this.#root}guides/kubernetes/#five-commands`, this.#say('askLink'))),
    );
  }

  /** What is known of an ending; what is drawn in time is not said again. */
  #facts(finding: Finding, drawn: boolean): HTMLElement {
    const { reason, state, startedAt, finishedAt, restarts, limit, message, line, count, follows } = finding;
    const seconds = secondsRun(finding);
    const rows: readonly (readonly [key: string, value: string | number | undefined])[] = [
      ['reason', reason],
      ['state', state && this.#say(`state.${state}`)],
      ['started', drawn ? undefined : startedAt],
      ['finished', finishedAt],
      ['ran', drawn || seconds === undefined ? undefined : this.#duration(seconds)],
      ['restarts', drawn ? undefined : restarts],
      ['limit', limit],
      ['message', message],
      ['line', count > 1 ? this.#say('lineTimes', { line, n: count }) : line],
      ['role', follows === 'relayed' ? this.#say('wrapper') : undefined],
    ];
    return element(
      'dl',
      { className: 'facts' },
      ...rows.map(
        ([key, value]) =>
          value !== undefined &&
          element('div', {}, element('dt', {}, this.#say(`row.${key}`)), element('dd', {}, String(value))),
      ),
    );
  }

  #duration(seconds: number): string {
    return seconds < 120
      ? this.#say('seconds', { n: seconds })
      : this.#say('minutes', { m: Math.floor(seconds / 60), s: Math.round(seconds % 60) });
  }

  /** A summary in Markdown with links; the same button, with the same spoken feedback, as everywhere. */
  #copyButton(findings: readonly Finding[]): HTMLElement {
    const lines = findings.map((finding) => {
      const { href } = new URL(this.#page(finding), location.href);
      // Logs are written by strangers: what they named must not become a link or a mention where this is pasted.
      const { container, reason } = finding;
      const said = {
        ...finding,
        ...(container !== undefined && { container: literal(container) }),
        ...(reason !== undefined && { reason: literal(reason) }),
      };
      return `- ${this.#heading(said)}${said.reason ? ` (${said.reason})` : ''}: ${href}`;
    });
    const made = document.createElement('copy-button');
    made.dataset.text = lines.join('\n');
    made.dataset.done = this.#say('copied');
    made.dataset.failed = this.#say('copyFailed');
    const button = element('button', { className: 'button' }, this.#say('copy'));
    button.type = 'button';
    made.append(button);
    return made;
  }

  /** The page of what was found: a status, a Windows value in the decoder, or the guide for a reason without a number. */
  #page({ exitStatus, windows, reason }: Finding): string {
    if (windows) return `${this.#root}decode/?q=${windows}`;
    if (exitStatus !== undefined) return `${this.#root}${exitStatus}/`;
    return reason ? `${this.#root}guides/kubernetes/` : `${this.#root}decode/`;
  }

  get #root() {
    return this.#host.dataset.root ?? '/';
  }
}

/** Whether the paste had what the longer sentence of a diagnosis speaks of: the limit, or both times. */
function known(diagnosis: Diagnosis): boolean {
  return (
    ('limit' in diagnosis && diagnosis.limit !== undefined) ||
    ('seconds' in diagnosis && diagnosis.seconds !== undefined)
  );
}
