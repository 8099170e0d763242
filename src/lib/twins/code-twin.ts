/** An exit status for programs, written or derived. */

import { bitsOf } from '../../core/arithmetic/bits.ts';
import { numberElsewhere } from '../../core/tables/platforms.ts';
import { SIGNAL_OFFSET } from '../../core/tables/signals.ts';
import { namesOfStatus } from '../../core/tables/status-names.ts';
import { encodeWaitStatus } from '../../core/arithmetic/wait-status.ts';
import { translator, type Locale } from '../../i18n/index.ts';
import { GLANCE_ROWS } from '../../schema/code.ts';
import { plainText } from '../../schema/inline.ts';
import type { CodeRecord } from '../../schema/record.ts';
import { codeTitle, writtenCodes, type CodePage } from '../codes.ts';
import { recordedScenario, records, reproduceCommand } from '../evidence.ts';
import { derivedCode, type DerivedPage } from '../derived.ts';
import { statusFacts, writers } from '../facts.ts';
import { numberedSources } from '../sources.ts';
import { absolute, card } from '../urls.ts';
import {
  bodyMarkdown,
  citations,
  commandMarkdown,
  evidenceLinks,
  lineMarkdown,
  stepsMarkdown,
  type MarkdownContext,
} from './markdown.ts';
import {
  commonRecord,
  factList,
  observed,
  markdownContext,
  pageMarkdown,
  relatedMarkdown,
  section,
} from './twin.ts';
import type { Twin } from './twin.ts';

export async function codeTwins(locale: Locale): Promise<readonly Twin[]> {
  const written = new Map((await writtenCodes(locale)).map((page) => [page.code, page]));
  return Promise.all(
    Array.from({ length: 256 }, async (_, code) => {
      const page = written.get(code);
      return page ? writtenTwin(locale, page) : derivedTwin(locale, await derivedCode(locale, code));
    }),
  );
}

async function writtenTwin(locale: Locale, page: CodePage): Promise<Twin> {
  const common = await commonTwin(locale, page);
  const { context, ...twin } = common;
  const line = (text: string) => lineMarkdown(text, context);
  const cited = ({ text, cite, observation }: CodePage['traps'][number]) => ({
    text: line(text),
    sources: [...(cite ?? [])],
    ...observed(observation, context),
  });
  const body = bodyMarkdown(page.entry.body ?? '', context);
  const reproduce = await reproduction(page.reproduce, context);
  return {
    ...twin,
    written: true,
    markdown: writtenMarkdown(locale, page, { title: twin.title, body, reproduce }, context),
    record: {
      ...twin.record,
      written: true,
      ...(body !== '' && { body }),
      setBy: page.setBy,
      glance: Object.fromEntries(GLANCE_ROWS.map((row) => [row, cited(page.glance[row])])),
      ...(page.arithmetic !== undefined && { arithmetic: line(page.arithmetic) }),
      road: page.road.map((fork) => ({
        ask: line(fork.ask),
        ...(fork.evidence !== undefined && { evidence: fork.evidence }),
        outcome: line(fork.outcome),
        detail: line(fork.detail),
        step: fork.step,
      })),
      ...(reproduce && { reproduce }),
      causes: page.causes.map(({ cause, tell, fix, cite, observation }) => ({
        cause: line(cause),
        ...(tell !== undefined && { tell: line(tell) }),
        fix: line(fix),
        sources: cite ?? [],
        ...observed(observation, context),
      })),
      traps: page.traps.map(cited),
      claims: page.claims.map(({ said, true: truth, cite, observation }) => ({
        said: line(said),
        true: line(truth),
        sources: cite,
        ...observed(observation, context),
      })),
    },
  };
}

async function derivedTwin(locale: Locale, page: DerivedPage): Promise<Twin> {
  const { context, ...twin } = await commonTwin(locale, page);
  const { t } = context;
  const certain = page.certain.map((text) => lineMarkdown(text, context));
  return {
    ...twin,
    written: false,
    markdown: pageMarkdown(
      { title: twin.title, summary: page.summary, reviewed: page.reviewed },
      context,
      t('derived.notice', { code: page.code }),
      section(t('derived.certain', { code: page.code }), certain.map((text) => `- ${text}`).join('\n')),
      section(t('code.glance'), factList(statusFacts(page, t), context)),
      bitsMarkdown(
        page,
        t(page.signalFacts ? 'derived.bitsSignal' : 'derived.bitsValue', {
          number: page.signalFacts?.number ?? 0,
          name: page.name,
        }),
        context,
      ),
      section(t('derived.steps'), stepsMarkdown(context)),
    ),
    record: { ...twin.record, written: false, certain },
  };
}

/** What written and derived pages have in common. */
async function commonTwin(locale: Locale, page: CodePage | DerivedPage) {
  const t = translator(locale);
  const { code, signalFacts: signal } = page;
  const ref = { kind: 'code', code } as const;
  const sources = await numberedSources(page.sources);
  const context = markdownContext(locale, t, ref, {
    sources,
    steps: page.steps,
    records: await records(),
  });
  const title = codeTitle(page, t);
  const record: Omit<CodeRecord, 'written'> = {
    code,
    ...commonRecord(locale, ref, { ...page, title }, context),
    card: absolute(card(ref)),
    family: page.family,
    signal: signal
      ? {
          name: signal.name,
          number: signal.number,
          aliases: [...signal.aliases],
          action: signal.action,
          catchable: signal.catchable,
        }
      : null,
    names: namesOfStatus(code).map(({ name, convention }) => ({ name, convention })),
    elsewhere: (signal ? numberElsewhere(signal.number) : []).map(({ platform, signal: name }) => ({
      platform,
      signal: name,
    })),
    bits: bitsOf(code, 8).join(''),
    waitStatus: encodeWaitStatus({ state: 'exited', exitStatus: code }),
  };
  return {
    page: ref,
    title,
    summary: plainText(page.summary),
    reviewed: page.reviewed,
    sources,
    record,
    context,
  };
}

function writtenMarkdown(
  locale: Locale,
  page: CodePage,
  {
    title,
    body,
    reproduce,
  }: {
    title: string;
    body: string;
    reproduce: { command: string; record: string } | undefined;
  },
  context: MarkdownContext,
): string {
  const { t, sources, address } = context;
  const line = (text: string) => lineMarkdown(text, context);
  const road = page.road.map(({ ask, evidence, outcome, detail, step }, index) => {
    const link = `[${t('step.n', { n: page.steps.findIndex(({ id }) => id === step) + 1 })}](${new URL(`#${step}`, address).href})`;
    const literal = evidence === undefined ? '' : ` \`${evidence}\``;
    return `${index + 1}. ${line(ask)}${literal} → **${line(outcome)}**. ${line(detail)} ${link}`;
  });
  const causes = page.causes.map(
    ({ cause, tell, fix, cite, observation }, index) =>
      `${index + 1}. **${line(cause)}**${citations(cite, sources)}${evidenceLinks(observation, context)}\n` +
      (tell === undefined ? '' : `   - ${t('code.causeTell')}${t('mark.colon')}${line(tell)}\n`) +
      `   - ${t('code.causeFix')}${t('mark.colon')}${line(fix)}`,
  );
  const claims = page.claims.map(
    ({ said, true: truth, cite, observation }) =>
      `- ${t('code.claimSaid')}${t('mark.colon')}${line(said)}\n` +
      `  ${t('code.claimTrue')}${t('mark.colon')}${line(truth)}${citations(cite, sources)}${evidenceLinks(observation, context)}`,
  );
  return pageMarkdown(
    { title, summary: page.summary, reviewed: page.reviewed },
    context,
    section(t('code.which'), t('code.whichHint'), road.join('\n')),
    section(
      t('code.glance'),
      factList(
        [
          ...statusFacts(page, t),
          [t('glance.setBy'), writers(page.setBy, t)],
          ...GLANCE_ROWS.map((row) => {
            const { text, cite, observation } = page.glance[row];
            return [t(`glance.${row}`), text, cite, observation] as const;
          }),
        ],
        context,
      ),
    ),
    page.arithmetic !== undefined && bitsMarkdown(page, page.arithmetic, context),
    section(t('code.steps', { n: page.steps.length }), stepsMarkdown(context)),
    section(t('code.causes'), causes.join('\n')),
    body,
    reproduce &&
      section(
        t('code.reproduce'),
        commandMarkdown(reproduce.command),
        `${t('code.recorded')}${t('mark.colon')}<${reproduce.record}>`,
      ),
    section(
      t('code.traps'),
      page.traps
        .map(
          ({ text, cite, observation }) =>
            `- ${line(text)}${citations(cite, sources)}${evidenceLinks(observation, context)}`,
        )
        .join('\n'),
    ),
    section(t('code.claims'), claims.join('\n')),
    relatedMarkdown(locale, page.related, t),
  );
}

/** The command that makes a machine show the number, and the address of its record. */
async function reproduction(id: string | undefined, { recordOf }: MarkdownContext) {
  if (id === undefined) return undefined;
  return { command: reproduceCommand(await recordedScenario(id)), record: recordOf(id) };
}

function bitsMarkdown(
  { code, signalFacts: signal }: CodePage | DerivedPage,
  words: string,
  context: MarkdownContext,
): string {
  const sum = signal ? `${code} = ${SIGNAL_OFFSET} + ${signal.number}` : String(code);
  return section(
    context.t('code.bits', { code }),
    `\`${sum} = 0b${bitsOf(code, 8).join('')}\``,
    lineMarkdown(words, context),
  );
}
