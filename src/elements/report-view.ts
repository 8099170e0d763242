import {
  commandFor,
  isReport,
  PASTE_LIMIT,
  readInSteps,
  readReport,
  type Cause,
  type Finding,
  type Report,
  type Verdict,
} from '../core/report/index.ts';
import { secondsRun, timelines, type Timeline } from '../core/report/timeline.ts';
import { familyOf } from '../core/tables/families.ts';
import { windowsByValue } from '../core/tables/windows.ts';
import { element, link, nextTask } from './dom.ts';
import { fill } from './fill.ts';
import { literal } from './literal.ts';
import { drawTimeline } from './timeline-view.ts';
import { addVerdictStyle } from './verdict-style.ts';

type Words = Readonly<Record<string, string>>;

/** What the server says about each cause. */
export type CauseTable = Readonly<
  Record<
    string,
    {
      readonly title: string;
      readonly says: string;
      readonly more?: string | undefined;
      readonly suspected?: string | undefined;
      readonly ask?: string | undefined;
      /** Addresses of a step, by exit status, and one for all others. */
      readonly leads: { readonly default: string } & Words;
      /** The next command, by tool. */
      readonly run: Words;
    }
  >
>;

/** Numbers and names one after another, a number first, as a shared link carries them: each has readings of its own. */
const NUMBERS =
  /^(?:[-+]?\d{1,20}|0x[\da-f]{1,16})(?:[\s,;]+(?:[-+]?\d{1,20}|0x[\da-f]{1,16}|[A-Z][A-Za-z]{1,40})){0,15}$/;

/** A reading that takes longer than this tells what it has found so far; both in milliseconds. */
const FIRST_ANSWER_MS = 35;
/** Then it lets the page do something else after each of these. */
const SLICE_MS = 10;

/** How many verdicts are drawn at once; the others follow, as many in each task. */
const DRAWN_AT_ONCE = 6;
/** Cards shown while reading goes on. */
const DRAWN_SO_FAR = 3;
/** How much of a line is quoted, in characters. */
const QUOTED = 300;
/** Causes that leave a question open. */
const OPEN: readonly Cause[] = ['killed', 'unknown', 'signal-other', 'memory', 'passed-on'];

/** Shows what a paste says about things that ended. Knows no rule of the field: the core finds, this chooses words. */
export class ReportView {
  readonly #host: HTMLElement;
  readonly #words: Words;
  readonly #causes: CauseTable;
  /** The last paste and what was read in it: it is asked about several times for every key. */
  #last: { readonly text: string; readonly report?: Report } = { text: '' };
  /** Names are left out of what is copied. */
  #nameless = false;

  constructor(host: HTMLElement, causes: CauseTable) {
    this.#host = host;
    this.#words = JSON.parse(host.dataset.report ?? '{}') as Words;
    this.#causes = causes;
    addVerdictStyle();
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
  showSoFar({ verdicts }: Report, text: string): readonly Node[] {
    const lines = linesOf(text);
    const cards = verdicts.slice(0, DRAWN_SO_FAR).map((verdict) => this.#verdict(verdict, lines));
    return [element('p', {}, this.#say('reading')), ...cards];
  }

  /** Nothing is said about a text before it can be read. */
  showWaiting(): readonly Node[] {
    return [element('p', {}, this.#say('reading'))];
  }

  show({ findings, verdicts, omitted, truncated }: Report, text: string): readonly Node[] {
    const cut = truncated && element('p', { role: 'note' }, this.#say('truncated', { limit: PASTE_LIMIT }));
    if (findings.length === 0) {
      const refusal = element('p', {}, element('b', {}, this.#say('nothing')), ' ', this.#say('accepts'));
      refusal.dataset.refusal = 'nothing-found';
      return cut ? [refusal, cut] : [refusal];
    }
    const lines = linesOf(text);
    const told = new Set<Timeline>();
    const inTime = timelines(findings);
    const draw = (verdict: Verdict): HTMLElement => {
      // A timeline is about a container: it stands with the first verdict on it.
      const time = inTime.find((one) => one.container === verdict.finding.container && !told.has(one));
      if (time) told.add(time);
      return this.#verdict(verdict, lines, time);
    };
    const cards = element('div', { className: 'verdicts' });
    const next = async (from: number): Promise<void> => {
      cards.append(...verdicts.slice(from, from + DRAWN_AT_ONCE).map(draw));
      if (from + DRAWN_AT_ONCE >= verdicts.length) return;
      await nextTask();
      if (cards.isConnected) await next(from + DRAWN_AT_ONCE);
    };
    void next(0);
    const n = findings.length + omitted;
    return [
      element('h2', { className: 'dim' }, this.#say(n === 1 ? 'one' : 'many', { n })),
      cards,
      ...(omitted > 0 ? [element('p', { role: 'note' }, this.#say('omitted', { n: omitted }))] : []),
      ...(cut ? [cut] : []),
      this.#copy(findings, verdicts, lines),
    ];
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#words[key] ?? '', values);
  }

  /** The card of one process: what ended, why, the lines that show it, what to run next, and what only follows. */
  #verdict(verdict: Verdict, lines: readonly string[], timeline?: Timeline): HTMLElement {
    const { finding, follows, tool, names } = verdict;
    const words = this.#causes[finding.cause];
    const command = words?.run[tool];
    const asks = OPEN.includes(finding.cause) && words?.ask;
    const step = this.#step(finding);
    const card = element(
      'article',
      { className: `card verdict f-${familyIn(finding)}` },
      element(
        'header',
        {},
        link(this.#page(finding), plateOf(finding), 'plate'),
        element(
          'div',
          {},
          element('p', { className: 'dim' }, this.#what(finding)),
          element('h3', {}, this.#because(finding)),
        ),
      ),
      asks && element('p', { className: 'ask' }, asks),
      this.#proof(finding, lines),
      command !== undefined && this.#command(commandFor(command, names)),
      element(
        'p',
        { className: 'row' },
        ...step,
        link(this.#page(finding), this.#openLabel(finding), 'button'),
      ),
      timeline && drawTimeline(timeline, { say: this.#say.bind(this), duration: this.#duration.bind(this) }),
      this.#facts(finding, timeline !== undefined),
      follows.length > 0 && this.#following(follows, lines),
    );
    mark(card, finding);
    return card;
  }

  /** The cause in one sentence, or what ended where there are no words for it. */
  #because({ cause, suspected, signal, ...finding }: Finding): string {
    const words = this.#causes[cause];
    if (!words) return this.#what({ ...finding, cause, ...(signal !== undefined && { signal }) });
    if (suspected) return words.suspected ?? words.says;
    return signal === 'SIGKILL' && words.more !== undefined ? `${words.says} ${words.more}` : words.says;
  }

  #step({ cause, exitStatus }: Finding): readonly HTMLElement[] {
    const words = this.#causes[cause];
    if (!words) return [];
    const href =
      (exitStatus === undefined ? undefined : words.leads[String(exitStatus)]) ?? words.leads.default;
    const made = link(href, this.#say('step', { title: words.title }), 'button primary');
    made.dataset.stepLink = href.slice(href.indexOf('#') + 1);
    return [made];
  }

  /** The deciding lines in the reader's own words; pressing one marks it in the box. */
  #proof({ evidence }: Finding, lines: readonly string[]): HTMLElement {
    return element(
      'div',
      {},
      element('h4', {}, this.#say('because')),
      element(
        'ol',
        { className: 'proof', role: 'list' },
        ...evidence.map((line) => {
          const button = element('button', {}, String(line));
          button.type = 'button';
          button.ariaLabel = this.#say('markLine', { line });
          button.addEventListener('click', () => this.#mark(line, lines));
          return element(
            'li',
            {},
            button,
            element('samp', {}, (lines[line - 1] ?? '').trim().slice(0, QUOTED)),
          );
        }),
      ),
    );
  }

  /** Shows a line where it stands: in the box, marked. */
  #mark(line: number, lines: readonly string[]) {
    const box = this.#host.querySelector('textarea');
    if (!box) return;
    this.#host.removeAttribute('data-folded');
    const offset = box.value.length - box.value.trimStart().length;
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, offset);
    box.focus();
    box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    const height = Number.parseFloat(getComputedStyle(box).lineHeight) || 0;
    box.scrollTop = Math.max(0, (line - 3) * height);
    box.scrollIntoView({ block: 'nearest' });
  }

  #command(text: string): HTMLElement {
    const made = document.createElement('copy-button');
    made.dataset.text = text;
    made.dataset.done = this.#say('commandCopied');
    made.dataset.failed = this.#say('copyFailed');
    const button = element('button', { className: 'button' }, this.#say('copyCommand'));
    button.type = 'button';
    made.append(button);
    return element(
      'div',
      {},
      element('h4', {}, this.#say('runNext')),
      element('div', { className: 'next' }, element('pre', {}, element('code', {}, text)), made),
    );
  }

  #following(follows: readonly Finding[], lines: readonly string[]): HTMLElement {
    const rows = follows.map((finding) => {
      const row = element(
        'li',
        { className: `f-${familyIn(finding)}` },
        link(this.#page(finding), plateOf(finding), 'plate'),
        ' ',
        element('b', {}, this.#what(finding)),
        ': ',
        this.#say(`follows.${finding.follows ?? 'told'}`),
        ' ',
        element('samp', {}, (lines[finding.line - 1] ?? '').trim().slice(0, QUOTED)),
      );
      mark(row, finding);
      return row;
    });
    return element(
      'details',
      { className: 'follows' },
      element('summary', {}, this.#say('follows', { n: follows.length })),
      element('ul', { role: 'list' }, ...rows),
    );
  }

  #openLabel({ exitStatus, windows }: Finding): string {
    const target = windows ?? exitStatus;
    return target === undefined ? this.#say('openGuide') : this.#say('open', { target });
  }

  /** What ended, in the words of its number, signal or reason. */
  #what({ kind, container, code, windows, signal, reason = '', state }: Finding): string {
    const name = container ?? this.#say('something');
    const run = state === 'last' ? ` (${this.#say('state.last')})` : '';
    if (kind !== 'ended') return this.#say(kind, { name, reason });
    const number = windows ?? code;
    const constant = windows === undefined ? undefined : windowsByValue(Number(windows))?.name;
    const meaning = signal ?? constant;
    if (number !== undefined)
      return (
        this.#say(meaning ? 'endedSignal' : 'ended', { name, code: number, signal: meaning ?? '' }) + run
      );
    return signal ? this.#say('killed', { name, signal }) + run : this.#say('event', { name, reason });
  }

  /** What is known of an ending; what is drawn in time is not said again. */
  #facts(finding: Finding, drawn: boolean): HTMLElement {
    const { reason, state, startedAt, finishedAt, restarts, limit, message, line, count } = finding;
    const seconds = secondsRun(finding);
    const known = seconds !== undefined;
    const rows: readonly (readonly [key: string, value: string | number | undefined])[] = [
      ['reason', reason],
      ['state', state && this.#say(`state.${state}`)],
      ['started', drawn || !known ? undefined : startedAt],
      ['finished', known ? finishedAt : undefined],
      ['ran', drawn || !known ? undefined : this.#duration(seconds)],
      ['restarts', drawn ? undefined : restarts],
      ['limit', limit],
      ['message', message],
      ['line', count > 1 ? this.#say('lineTimes', { line, n: count }) : line],
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

  /** In the two largest units that say something. */
  #duration(seconds: number): string {
    if (seconds < 120) return this.#say('seconds', { n: Math.round(seconds) });
    const minutes = Math.floor(seconds / 60);
    if (minutes < 120) return this.#say('minutes', { m: minutes, s: Math.round(seconds % 60) });
    const hours = Math.floor(minutes / 60);
    return hours < 48
      ? this.#say('hours', { h: hours, m: minutes % 60 })
      : this.#say('days', { d: Math.floor(hours / 24), h: hours % 24 });
  }

  /** A summary for a chat: the cause, the deciding lines, the next command and the link; names only where they are wanted. */
  #copy(findings: readonly Finding[], verdicts: readonly Verdict[], lines: readonly string[]): HTMLElement {
    const made = document.createElement('copy-button');
    const write = (): void => {
      made.dataset.text = verdicts
        .map((verdict) => this.#summary(verdict, lines, namesIn(findings, verdicts)))
        .join('\n');
    };
    write();
    made.dataset.done = this.#say('copied');
    made.dataset.failed = this.#say('copyFailed');
    const button = element('button', { className: 'button' }, this.#say('copy'));
    button.type = 'button';
    made.append(button);
    const tick = element('input', {});
    tick.type = 'checkbox';
    tick.checked = this.#nameless;
    tick.addEventListener('change', () => {
      this.#nameless = tick.checked;
      write();
    });
    return element('p', { className: 'row' }, made, element('label', {}, tick, ' ', this.#say('nameless')));
  }

  #summary(verdict: Verdict, lines: readonly string[], names: readonly string[]): string {
    const { finding, tool } = verdict;
    const words = this.#causes[finding.cause];
    // Logs are written by strangers: what they named must not become a link or a mention where this is pasted.
    const { container, reason } = finding;
    const said = {
      ...finding,
      ...(container !== undefined && { container: literal(container) }),
      ...(reason !== undefined && { reason: literal(reason) }),
    };
    const told = said.reason ? ` (${said.reason})` : '';
    const address = new URL(this.#page(finding), location.href);
    // An address carries ids alone.
    if (words) address.searchParams.set('e', finding.cause);
    const [step] = this.#step(finding);
    const own = step && new URL(step.getAttribute('href') ?? '', location.href);
    if (own && own.pathname === address.pathname) address.hash = own.hash;
    const quoted = finding.evidence
      .slice(0, 4)
      .map((line) => `  > ${literal((lines[line - 1] ?? '').trim().slice(0, QUOTED))}`);
    const command = words?.run[tool];
    const text = [
      `- ${this.#what(said)}${told}: ${words ? `${this.#because(finding)} ` : ''}${address.href}`,
      ...quoted,
      ...(command === undefined ? [] : [`  $ ${commandFor(command, this.#nameless ? {} : verdict.names)}`]),
    ].join('\n');
    return this.#nameless ? names.reduce((all, name) => all.replaceAll(name, this.#say('name')), text) : text;
  }

  /** The page of what was found: a status, a Windows value in the decoder, or the guide for a reason without a number. */
  #page({ exitStatus, windows, reason, cause }: Finding): string {
    if (windows) return `${this.#root}decode/?q=${windows}`;
    if (exitStatus !== undefined) return `${this.#root}${exitStatus}/`;
    const words = this.#causes[cause];
    if (words) return words.leads.default;
    return reason ? `${this.#root}guides/kubernetes/` : `${this.#root}decode/`;
  }

  get #root() {
    return this.#host.dataset.root ?? '/';
  }
}

/** As the core counts them. */
const linesOf = (text: string): readonly string[] => text.trim().split('\n');

const familyIn = ({ exitStatus }: Finding): string =>
  exitStatus === undefined ? 'unassigned' : familyOf(exitStatus).id;

const plateOf = ({ windows, code, exitStatus, kind }: Finding): string =>
  String(windows ?? code ?? exitStatus ?? (kind === 'ended' ? '?' : '…'));

/** Every name that the text gives, longest first, so that none is left as a part of another. */
function namesIn(findings: readonly Finding[], verdicts: readonly Verdict[]): readonly string[] {
  const names = [
    ...findings.map(({ container }) => container),
    ...verdicts.flatMap((verdict) => Object.values(verdict.names)),
  ];
  return [...new Set(names.filter((name) => name !== undefined && name.length > 1))]
    .map(String)
    .sort((a, b) => b.length - a.length);
}

/** The hooks that tests and scripts rely on. */
function mark(node: HTMLElement, finding: Finding) {
  node.dataset.finding = finding.kind;
  const { code, exitStatus, signal, reason, windows, container, state, line, coreDumped, cause, evidence } =
    finding;
  const data = {
    code,
    exitStatus,
    signal,
    reason,
    windows,
    container,
    state,
    line,
    coreDumped,
    cause,
    evidence: evidence.join(' '),
  };
  for (const [name, value] of Object.entries(data))
    if (value !== undefined) node.dataset[name] = String(value);
}
