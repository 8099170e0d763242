import { familyOf } from '../core/families.ts';
import { diagnose, secondsRun, type Diagnosis } from '../core/report/diagnose.ts';
import { isReport, PASTE_LIMIT, readReport, type Finding, type Report } from '../core/report/index.ts';
import { element, link } from './dom.ts';
import { fill } from './fill.ts';

type Words = Readonly<Record<string, string>>;

/** Numbers and names one after another, a number first, as a shared link carries them: each has readings of its own. */
const NUMBERS =
  /^(?:[-+]?\d{1,20}|0x[\da-f]{1,16})(?:[\s,;]+(?:[-+]?\d{1,20}|0x[\da-f]{1,16}|[A-Z][A-Za-z]{1,40})){0,15}$/;

/** Shows what a paste says about things that ended. Knows no rule of the field: the core finds, this chooses words. */
export class ReportView {
  readonly #host: HTMLElement;
  readonly #words: Words;
  /** The last paste and what was read in it: it is asked about several times for every key. */
  #last: { readonly text: string; readonly reads: boolean; report?: Report } = { text: '', reads: false };

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#words = JSON.parse(host.dataset.report ?? '{}') as Words;
  }

  /** Whether a text is more than numbers and names, so that it is read as a report. */
  reads(text: string): boolean {
    const trimmed = text.trim();
    if (this.#last.text !== trimmed) {
      const report = !NUMBERS.test(trimmed) && isReport(trimmed) ? readReport(trimmed) : undefined;
      // One line in which nothing ended may still be codes and reasons, as a shared link carries them.
      const reads = report !== undefined && (report.findings.length > 0 || trimmed.includes('\n'));
      this.#last = { text: trimmed, reads, ...(reads && { report }) };
    }
    return this.#last.reads;
  }

  /** What a shared link may carry of a paste: codes and reasons, never names or text. */
  codes(text: string): string {
    const { findings } = this.#read(text);
    const told = findings.flatMap(({ windows, code, reason }) => [windows ?? code, reason]);
    return [...new Set(told.filter((part) => part !== undefined).map(String))].slice(0, 8).join(' ');
  }

  show(text: string): readonly Node[] {
    const { findings, truncated } = this.#read(text);
    const cut = truncated && element('p', { role: 'note' }, this.#say('truncated', { limit: PASTE_LIMIT }));
    if (findings.length === 0) {
      const refusal = element('p', {}, element('b', {}, this.#say('nothing')), ' ', this.#say('accepts'));
      refusal.dataset.refusal = 'nothing-found';
      return cut ? [refusal, cut] : [refusal];
    }
    const diagnoses = diagnose(findings);
    const said = new Set<Diagnosis>();
    const cards = findings.map((finding) => {
      // A diagnosis is about a container: it stands with the first finding of it.
      const own = diagnoses.find((one) => one.container === finding.container && !said.has(one));
      if (own) said.add(own);
      return this.#card(finding, own);
    });
    return [
      element('h2', {}, this.#say(findings.length === 1 ? 'one' : 'many', { n: findings.length })),
      this.#copyButton(findings),
      element('div', { className: 'pair' }, ...cards),
      ...(cut ? [cut] : []),
    ];
  }

  #read(text: string): Report {
    this.reads(text);
    this.#last.report ??= readReport(this.#last.text);
    return this.#last.report;
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(this.#words[key] ?? '', values);
  }

  #card(finding: Finding, diagnosis: Diagnosis | undefined): HTMLElement {
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
      this.#facts(finding),
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

  #facts(finding: Finding): HTMLElement {
    const { reason, state, startedAt, finishedAt, restarts, limit, message, line, count, wrapper } = finding;
    const seconds = secondsRun(finding);
    const rows: readonly (readonly [key: string, value: string | number | undefined])[] = [
      ['reason', reason],
      ['state', state && this.#say(`state.${state}`)],
      ['started', startedAt],
      ['finished', finishedAt],
      ['ran', seconds === undefined ? undefined : this.#duration(seconds)],
      ['restarts', restarts],
      ['limit', limit],
      ['message', message],
      ['line', count > 1 ? this.#say('lineTimes', { line, n: count }) : line],
      ['role', wrapper && this.#say('wrapper')],
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
      return `- ${this.#heading(finding)}${finding.reason ? ` (${finding.reason})` : ''}: ${href}`;
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
