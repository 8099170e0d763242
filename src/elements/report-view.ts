import type { Target } from '../core/read/reading.ts';
import { nameOf } from '../core/read/target.ts';
import type { Cause } from '../core/report/causes.ts';
import { commandFor } from '../core/report/command.ts';
import type { Finding, Report, Verdict } from '../core/report/index.ts';
import { PASTE_LIMIT } from '../core/report/limit.ts';
import { secondsRun, timelines, type Timeline } from '../core/report/timeline.ts';
import { familyOf } from '../core/tables/families.ts';
import { windowsByValue } from '../core/tables/windows.ts';
import { annotated } from './annotated-paste.ts';
import type { Dictionary, Words } from './decoder-words.ts';
import { element, link, nextTask } from './dom.ts';
import { addFamilyColours } from './family-colours.ts';
import { fill } from './fill.ts';
import { literal } from './literal.ts';
import { drawTimeline } from './timeline-view.ts';
import { addVerdictStyle } from './verdict-style.ts';

/** How many verdicts are drawn at once; the others follow, as many in each task. */
const DRAWN_AT_ONCE = 6;
/** Cards shown while reading goes on. */
const DRAWN_SO_FAR = 3;
/** How much of a line is quoted, in characters. */
const QUOTED = 300;
/** Causes that leave a question open. */
const OPEN: readonly Cause[] = ['killed', 'unknown', 'signal-other', 'memory', 'passed-on'];

/** Causes that a program's own meaning of its number says more than. */
const LESS_THAN_OWN: readonly Cause[] = ['own-code', 'unknown', 'uncaught', 'passed-on'];

/** Shows what a paste says about things that ended. Knows no rule of the field: the core finds, this chooses words. */
export class ReportView {
  readonly #host: HTMLElement;
  readonly #words: Words;
  readonly #book: Dictionary;
  readonly #stop: () => void;
  /** Names are left out of what is copied. */
  #nameless = false;

  constructor(host: HTMLElement, book: Dictionary, stop: () => void) {
    this.#host = host;
    this.#words = JSON.parse(host.dataset.report ?? '{}') as Words;
    this.#book = book;
    this.#stop = stop;
    addVerdictStyle();
    addFamilyColours();
  }

  /** What is to be said of a report may be in a file that is not there yet. */
  prepare({ findings, verdicts }: Report): Promise<void> {
    return this.#book.complete(
      findings.flatMap(targetsOf),
      verdicts.map(({ tool }) => tool),
    );
  }

  /** What was found while the rest is still read: nothing to copy yet, and nothing that is said to be absent. */
  showSoFar({ verdicts }: Report, text: string): readonly Node[] {
    const lines = linesOf(text);
    const cards = verdicts.slice(0, DRAWN_SO_FAR).map((verdict) => this.#verdict(verdict, lines));
    const button = element('button', { className: 'button' }, this.#say('stop'));
    button.type = 'button';
    button.addEventListener('click', this.#stop);
    return [element('p', { className: 'row' }, this.#say('reading'), ' ', button), ...cards];
  }

  /** Reading was ended before its end, by the reader of the page or because it took too long. */
  showEnded(how: 'ended' | 'too-long'): readonly Node[] {
    const refusal = element(
      'p',
      {},
      element('b', {}, this.#say(how === 'ended' ? 'stopped' : how)),
      ' ',
      this.#say('smaller'),
    );
    refusal.dataset.refusal = how;
    return [refusal];
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
    const n = verdicts.length + omitted;
    return [
      element('h2', { className: 'dim' }, this.#say(n === 1 ? 'one' : 'many', { n })),
      cards,
      ...(omitted > 0 ? [element('p', { role: 'note' }, this.#say('omitted', { n: omitted }))] : []),
      ...(cut ? [cut] : []),
      ...(this.#host.dataset.state === 'page' && lines.length > 1 ? [this.#annotated(verdicts, lines)] : []),
      this.#copy(findings, verdicts, lines),
    ];
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#words[key] ?? '', values);
  }

  /** The card of one process: what ended, why, the lines that show it, what to run next, and what only follows. */
  #verdict(verdict: Verdict, lines: readonly string[], timeline?: Timeline): HTMLElement {
    const { finding, follows, tool, names } = verdict;
    const words = this.#book.file.causes[finding.cause];
    const command = this.#book.command(finding.cause, tool);
    const own = this.#ownMeaning(finding) !== '';
    const asks = !own && OPEN.includes(finding.cause) && words?.ask;
    const step = own ? [] : this.#step(finding);
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
      this.#owner(finding),
      this.#proof(finding, lines),
      command !== undefined && this.#command(commandFor(command, names)),
      step.length > 0 && element('p', { className: 'row' }, ...step),
      this.#pages(finding),
      timeline && drawTimeline(timeline, { say: this.#say.bind(this), duration: this.#duration.bind(this) }),
      this.#facts(finding, timeline !== undefined),
      follows.length > 0 && this.#following(follows, lines),
    );
    mark(card, finding);
    return card;
  }

  /** The cause in one sentence, or what ended where there are no words for it. */
  #because({ cause, suspected, signal, ...finding }: Finding): string {
    const own = this.#ownMeaning({ ...finding, cause });
    if (own !== '') return own;
    const words = this.#book.file.causes[cause];
    if (!words) return this.#what({ ...finding, cause, ...(signal !== undefined && { signal }) });
    if (suspected) return words.suspected ?? words.says;
    // Sentences of Chinese follow each other without a space.
    const gap = words.says.endsWith('。') ? '' : ' ';
    return signal === 'SIGKILL' && words.more !== undefined ? words.says + gap + words.more : words.says;
  }

  /** What the program says of its number, where nothing says more. */
  #ownMeaning({ cause, program }: Pick<Finding, 'cause' | 'program'>): string {
    if (program?.code === undefined || !LESS_THAN_OWN.includes(cause)) return '';
    const { slug, name, code } = program;
    const told = this.#book.means(slug, { ...program, code });
    const means = program.parts
      ? told.map(([part, text]) => `${part}: ${text}`).join(' ')
      : told.map(([, text]) => text).join(' ');
    return means === '' ? '' : this.#say('ownMeans', { name, code, means });
  }

  /** Whose a number is that no table knows. */
  #owner({ cause, program, code = 0, signal, windows }: Finding): HTMLElement | false {
    if (program)
      return (
        program.code === undefined &&
        cause !== 'success' &&
        element('p', {}, this.#say('undocumented', { name: program.name, code }))
      );
    const own =
      cause === 'unknown' && signal === undefined && windows === undefined && code > 1 && code < 124;
    return own && element('p', {}, this.#say('ownNumber', { code }));
  }

  #step({ cause, exitStatus }: Finding): readonly HTMLElement[] {
    const words = this.#book.file.causes[cause];
    const href = this.#stepAddress({ cause, exitStatus });
    if (!words || href === undefined) return [];
    const made = link(href, this.#say('step', { title: words.title }), 'button primary');
    made.dataset.stepLink = href.slice(href.indexOf('#') + 1);
    return [made];
  }

  /** On the page of a status, its road is shown walked: `/137/?e=probe#events`. */
  #stepAddress({
    cause,
    exitStatus = NaN,
  }: {
    cause: Cause;
    exitStatus?: number | undefined;
  }): string | undefined {
    const leads = this.#book.file.causes[cause]?.leads;
    const href = leads && (leads[String(exitStatus)] ?? leads.default);
    return href?.replace(/(\/\d+\/)#/, `$1?e=${cause}#`);
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

  /** The text itself, folded; it is laid out when somebody opens it. */
  #annotated(verdicts: readonly Verdict[], lines: readonly string[]): HTMLElement {
    const notes = new Map<number, string>();
    for (const { finding } of verdicts) {
      const title = this.#book.file.causes[finding.cause]?.title ?? this.#what(finding);
      const note = verdicts.length > 1 && finding.container ? `${finding.container}: ${title}` : title;
      for (const line of finding.evidence) if (!notes.has(line)) notes.set(line, note);
    }
    const fold = element('details', {}, element('summary', {}, this.#say('annotated')));
    fold.addEventListener(
      'toggle',
      () => {
        const box = annotated({ lines, notes, passage: (n) => this.#say('passage', { n }) });
        box.ariaLabel = this.#say('annotated');
        fold.append(box);
      },
      { once: true },
    );
    fold.open = matchMedia('(min-width: 64rem)').matches;
    return fold;
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
      element('div', { className: 'next' }, element('pre', {}, element('code', {}, ...wordsOf(text))), made),
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

  /** The pages of what was found, and what each says: the program's own number first. */
  #pages(finding: Finding): HTMLElement {
    const rows = targetsOf(finding).flatMap((target) => {
      const page = this.#book.page(target);
      return page
        ? [
            element(
              'li',
              {},
              link(page.href, this.#say('open', { target: nameOf(target) })),
              ' ',
              // What several programs mean by a number is not said of another one.
              !isOwnNumber(target) && page.says,
            ),
          ]
        : [];
    });
    const guide = link(this.#page(finding), this.#say('openGuide'));
    return element(
      'ul',
      { className: 'pages', role: 'list' },
      ...(rows.length > 0 ? rows : [element('li', {}, guide)]),
    );
  }

  /** What ended, in the words of its number, signal or reason. */
  #what({ kind, container, code, windows, signal, reason = '', state, exitStatus }: Finding): string {
    const name = container ?? this.#say('something');
    // A word of Chinese in the place of a name needs no space behind it.
    const run = (said: string): string => {
      const what =
        container === undefined ? said.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1') : said;
      return state === 'last' ? this.#say('lastRun', { what }) : what;
    };
    if (kind !== 'ended' && container === undefined && reason !== '') return reason;
    if (kind !== 'ended' || isFilledIn({ code, exitStatus, reason }))
      return this.#say(kind === 'ended' ? 'event' : kind, { name, reason });
    const number = windows ?? code;
    const constant = windows === undefined ? undefined : windowsByValue(Number(windows))?.name;
    const meaning = signal ?? constant;
    if (number !== undefined)
      return run(this.#say(meaning ? 'endedSignal' : 'ended', { name, code: number, signal: meaning ?? '' }));
    return signal ? run(this.#say('killed', { name, signal })) : this.#say('event', { name, reason });
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
    const words = this.#book.file.causes[finding.cause];
    // Logs are written by strangers: what they named must not become a link or a mention where this is pasted.
    const { container, reason } = finding;
    const said = {
      ...finding,
      ...(container !== undefined && { container: literal(container) }),
      ...(reason !== undefined && { reason: literal(reason) }),
    };
    const told = said.reason ? ` (${said.reason})` : '';
    // An address carries ids alone: the page, the cause and the step.
    const own = this.#ownMeaning(finding) !== '';
    const address = new URL((!own && this.#stepAddress(finding)) || this.#page(finding), location.href);
    const quoted = finding.evidence
      .slice(0, 4)
      .map((line) => `  > ${literal((lines[line - 1] ?? '').trim().slice(0, QUOTED))}`);
    const command = this.#book.command(finding.cause, tool);
    const text = [
      `- ${this.#what(said)}${told}: ${words ? `${this.#because(finding)} ` : ''}${address.href}`,
      ...quoted,
      ...(command === undefined ? [] : [`  $ ${commandFor(command, this.#nameless ? {} : verdict.names)}`]),
    ].join('\n');
    return this.#nameless ? names.reduce((all, name) => all.replaceAll(name, this.#say('name')), text) : text;
  }

  /** The page of what was found; the decoder's reading of a Windows value that has none. */
  #page(finding: Finding): string {
    const [first] = targetsOf(finding).flatMap((target) => this.#book.page(target) ?? []);
    if (first) return first.href;
    if (finding.windows) return this.#book.question(finding.windows);
    return this.#book.file.causes[finding.cause]?.leads.default ?? this.#book.question('');
  }
}

/** A command as words, which break at spaces alone: `-c` is not torn apart. */
const wordsOf = (command: string): readonly (string | HTMLElement)[] =>
  command.split(/( +)/).map((part) => (part.trim() === '' ? part : element('span', {}, part)));

/** A status that programs give meanings of their own. */
const isOwnNumber = (target: Target): boolean =>
  target.kind === 'status' && target.status > GENERAL && target.status < SHELLS;
/** 1 and 2 are failures of any program; from 124 on a status is a shell's or an engine's. */
const GENERAL = 2;
const SHELLS = 124;

/** As the core counts them. */
const linesOf = (text: string): readonly string[] => text.trim().split('\n');

/** What pages may be about in a finding, the nearest first. */
function targetsOf({ program, windows, exitStatus, reason, kind, family }: Finding): readonly Target[] {
  const named: readonly Target[] =
    reason === undefined || isAnothers(reason, family)
      ? []
      : [{ kind: 'reason', name: reason.replace(/^Init:/, '') }];
  const number: readonly Target[] = [
    ...(windows === undefined ? [] : [{ kind: 'windows', hex: windows } as const]),
    ...(exitStatus === undefined ? [] : [{ kind: 'status', status: exitStatus } as const]),
  ];
  const own: readonly Target[] = program ? [programTarget(program)] : [];
  return [...own, ...(kind === 'ended' ? [...number, ...named] : [...named, ...number])];
}

/** Words of Kubernetes and results of systemd that other tools print as well, and mean something else by. */
const OF_KUBERNETES = /^(?:Error|Unknown|Terminated|Completed|Shutdown)$/i;
const OF_SYSTEMD =
  /^(?:success|oom-kill|exit-code|signal|core-dump|timeout|protocol|resources|exec-condition|watchdog)$/i;

/** Whether the page on a reason is about the word of another tool. */
function isAnothers(reason: string, family: string): boolean {
  if (OF_SYSTEMD.test(reason)) return family !== 'systemd';
  return OF_KUBERNETES.test(reason) && !/^(?:kubernetes|structured)/.test(family);
}

function programTarget({ slug, code, range, parts }: NonNullable<Finding['program']>): Target {
  return {
    kind: 'program',
    program: slug,
    ...(code !== undefined && !parts && { code }),
    ...(range !== undefined && { range }),
  };
}

const familyIn = ({ exitStatus }: Finding): string =>
  exitStatus === undefined ? 'unassigned' : familyOf(exitStatus).id;

const plateOf = (finding: Finding): string => {
  const { windows, code, exitStatus, kind } = finding;
  if (isFilledIn(finding)) return '…';
  return String(windows ?? code ?? exitStatus ?? (kind === 'ended' ? '?' : '…'));
};

/** A zero that only fills a column beside the word that says what happened: `TIMEOUT 0:0`. */
function isFilledIn({
  code,
  exitStatus,
  reason = '',
}: {
  readonly code?: number | undefined;
  readonly exitStatus?: number | undefined;
  readonly reason?: string;
}): boolean {
  return code === 0 && exitStatus === undefined && reason !== '';
}

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
