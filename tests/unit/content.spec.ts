import { expect, test } from '@playwright/test';
import { templateIds } from '../../src/check/ids.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { checkContent as checked } from '../../src/check/index.ts';
import { parsed, readContent } from '../../src/check/read.ts';
import { describeProblems, type ContentFile, type Problem } from '../../src/schema/problem.ts';
import { contentWith, contentWithout, PATHS, validContent } from './fixture.ts';

const { code, codeZh, guide, guideZh, family, familyZh, names, namesZh, scenarios, observations, sources } =
  PATHS;

const checkContent = (files: readonly ContentFile[]) => checked(files).problems;

interface Mistake {
  readonly what: string;
  readonly files: ContentFile[];
  /** Everything that must be said, and nothing else: file, field, and words of what was expected. */
  readonly problems: readonly (readonly [file: string, field: string, expected: RegExp])[];
}

/** With a row for runs of the lab among the sources, which the page lists. */
function withLab(files: readonly ContentFile[]): ContentFile[] {
  const row = { kind: 'lab', title: 'Run and recorded: bash 5.2', version: 'Debian 12' };
  for (const { path, data } of files)
    if (path === code) (data as { sources: string[] }).sources.push('lab-shells');
  return [...files, { path: 'content/sources/lab.yaml', data: { 'lab-shells': row }, body: '' }];
}

const MISTAKES: readonly Mistake[] = [
  {
    what: 'file name and code differ',
    files: contentWith(code, (data) => Object.assign(data, { code: 138, signal: undefined })),
    problems: [
      [code, 'code', /expected 137, as the file name says, got 138/],
      [code, 'reproduce', /expected a scenario that was seen to give 138/],
    ],
  },
  {
    what: 'a code that is none',
    files: contentWith(code, (data) => Object.assign(data, { code: 256, signal: undefined })),
    problems: [[code, 'code', /expected a whole number from 0 to 255/]],
  },
  {
    what: 'a row of a program whose record shows another number',
    files: [
      ...validContent(),
      {
        path: 'content/programs/toy.yaml',
        data: {
          name: 'toy',
          group: 'test',
          is: { en: 'A toy.', zh: '玩具。' },
          documented: ['man'],
          rank: 4,
          reviewed: '2026-01-01',
          sources: { man: { kind: 'man', title: 'toy(1)', version: '1', url: 'https://example.org/' } },
          codes: [3, 137].map((number) => ({
            code: number,
            means: { en: 'It was killed.', zh: '被杀死。' },
            cite: ['man'],
            verified: 'lab',
            observation: 'killed-child',
          })),
        },
        body: '',
      },
    ],
    problems: [
      ['content/programs/toy.yaml', 'codes.0.observation.0', /expected a scenario that was seen to give 3,/],
    ],
  },
  {
    what: 'an unknown signal',
    files: contentWith(code, (data) => (data['signal'] = 'SIGKIL')),
    problems: [[code, 'signal', /expected one of SIGHUP, .*SIGKILL/]],
  },
  {
    what: 'a signal that contradicts the code',
    files: contentWith(code, (data) => (data['signal'] = 'SIGTERM')),
    problems: [[code, 'signal', /expected the signal with number 9 .*got SIGTERM, which is 15/]],
  },
  {
    what: 'the same step id twice',
    files: contentWith(code, (data) => {
      data['steps'][2].id = 'memory';
      for (const fork of data['road'][1].road) fork.step = 'memory';
    }),
    problems: [
      [code, 'steps.2.id', /expected an id that nothing else on the page has, got `memory`/],
      [codeZh, 'steps.events', /expected an id of this page \(reason, memory, memory\)/],
      [codeZh, 'steps.memory.say', /expected a translation of "Soon\."/],
      [codeZh, 'steps.memory.outcomes', /expected 2 entries, as in English, got 1/],
    ],
  },
  {
    what: 'an id that a step left behind, taken by another',
    files: contentWith(code, (data) => (data['steps'][0].was = ['gone', 'memory'])),
    problems: [[code, 'steps.1.id', /expected an id that nothing else on the page has, got `memory`/]],
  },
  {
    what: 'a step id that is no word',
    files: contentWith(code, (data) => (data['steps'][0].id = 'Memory 1')),
    problems: [[code, 'steps.0.id', /expected lower-case words joined by hyphens/]],
  },
  {
    what: 'a misspelt step id in the road',
    files: contentWith(code, (data) => (data['road'][0].step = 'memry')),
    problems: [[code, 'road.0.step', /expected an id of this page \(reason, memory, events\), got `memry`/]],
  },
  {
    what: 'a fork without anything to look for that is not the last',
    files: contentWith(code, (data) => delete data['road'][0].evidence),
    problems: [[code, 'road.0.evidence', /expected what to look for/]],
  },
  {
    what: 'the same on a side road',
    files: contentWith(code, (data) => data['road'][1].road.push({ outcome: 'More', detail: 'More.' })),
    problems: [
      [code, 'road.1.road.1.evidence', /expected what to look for/],
      [codeZh, 'road.1.road', /expected 3 entries, as in English, got 2/],
    ],
  },
  {
    what: 'a fork that is never read, because an earlier one looks for a part of its text on the same screen',
    files: contentWith(code, (data) => {
      data['road'][0].evidence = { docker: 'oom=' };
      data['road'][1].evidence = { kubernetes: 'oom=', docker: 'oom=false' };
    }),
    problems: [[code, 'road.1.evidence', /expected it before "oom=", which "oom=false" contains/]],
  },
  {
    what: 'an exit without what to do, and a turn that is an exit as well',
    files: contentWith(code, (data) => {
      delete data['road'][0].detail;
      data['road'][1].cause = 'memory-limit';
    }),
    problems: [
      [code, 'road.0.detail', /expected on every exit, and on no turn/],
      [code, 'road.1.cause', /expected on exits only/],
    ],
  },
  {
    what: 'a cause that the decoder does not know',
    files: contentWith(code, (data) => (data['road'][0].cause = 'moon')),
    problems: [[code, 'road.0.cause', /expected a cause of the decoder/]],
  },
  {
    what: 'a first step that says what the road says, and a later one that says nothing',
    files: contentWith(code, (data) => {
      data['steps'][0].outcomes = data['steps'][1].outcomes;
      delete data['steps'][1].outcomes;
    }),
    problems: [
      [code, 'steps.0', /expected a command and no outcomes/],
      [code, 'steps.1.outcomes', /expected at least one outcome/],
    ],
  },
  {
    what: 'a misspelt step id in a translation',
    files: contentWith(codeZh, (data) => {
      data['steps'].memry = data['steps'].memory;
      delete data['steps'].memory;
    }),
    problems: [
      [codeZh, 'steps.memry', /expected an id of this page \(reason, memory, events\), got `memry`/],
      [codeZh, 'steps.memory', /expected its translation/],
    ],
  },
  {
    what: 'a translation of a step that does not exist',
    files: contentWith(codeZh, (data) => (data['steps'].node = data['steps'].memory)),
    problems: [[codeZh, 'steps.node', /expected an id of this page \(reason, memory, events\), got `node`/]],
  },
  {
    what: 'a related page that does not exist',
    files: contentWith(guide, (data) => (data['related'] = [137, 138])),
    problems: [[guide, 'related.1', /expected a page that exists, got `138`/]],
  },
  {
    what: 'a related guide that does not exist',
    files: contentWith(code, (data) => (data['related'] = ['guides/docker'])),
    problems: [[code, 'related.0', /expected a page that exists, got `guides\/docker`/]],
  },
  {
    what: 'no source',
    files: contentWith(guide, (data) => {
      data['sources'] = [];
    }),
    problems: [[guide, 'sources', /expected at least one id from content\/sources/]],
  },
  {
    what: 'an unknown source',
    files: contentWith(guide, (data) => data['sources'].push('man-exti')),
    problems: [[guide, 'sources.1', /expected an id of content\/sources, got `man-exti`/]],
  },
  {
    what: 'a citation that the page does not list',
    files: contentWith(code, (data) => (data['claims'][0].cite = ['man-wait'])),
    problems: [[code, 'claims.0.cite.0', /expected an id that `sources` lists, got `man-wait`/]],
  },
  {
    what: 'a citation in the text that the page does not list',
    files: contentWith(codeZh, (_, file) => (file.body = file.body.replace('man-exit', 'man-wait'))),
    problems: [[codeZh, '<Cite> in the body', /expected an id that `sources` lists, got `man-wait`/]],
  },
  {
    what: 'a run that is told of without its record',
    files: withLab(contentWith(code, (data) => (data['claims'][0].cite = ['lab-shells']))),
    problems: [[code, 'claims.0.cite.0', /expected `observation` beside it, .*: `lab-shells`/]],
  },
  {
    what: 'a run that is told of in the text without its record',
    files: withLab(
      contentWith(codeZh, (_, file) => (file.body = file.body.replace('id="man-exit"', 'id="lab-shells"'))),
    ),
    problems: [[codeZh, '<Cite> in the body', /expected `<Evidence>` with the record .*, got `lab-shells`/]],
  },
  {
    what: 'a claim without a citation',
    files: contentWith(code, (data) => delete data['claims'][0].cite),
    problems: [[code, 'claims.0.cite', /expected a list of ids/]],
  },
  {
    what: 'an unknown key in English',
    files: contentWith(code, (data) => (data['colour'] = 'red')),
    problems: [[code, 'colour', /expected only known fields/]],
  },
  {
    what: 'an unknown key deep in a translation',
    files: contentWith(codeZh, (data) => (data['steps'].memory.command = 'free -m')),
    problems: [[codeZh, 'steps.memory.command', /expected only known fields/]],
  },
  {
    what: 'an unknown key of a source',
    files: contentWith(sources, (data) => (data['man-exit'].note = 'x')),
    problems: [[sources, 'man-exit.note', /expected only known fields/]],
  },
  {
    what: 'a source in the wrong file',
    files: contentWith(sources, (data) => (data['dash-exit'] = { ...data['man-exit'] })),
    problems: [[sources, 'dash-exit', /expected an id that begins with `man-`/]],
  },
  {
    what: 'a source without an address',
    files: contentWith(sources, (data) => delete data['man-exit'].url),
    problems: [[sources, 'man-exit.url', /expected an https address/]],
  },
  {
    what: 'a missing translation of a code',
    files: contentWithout(codeZh),
    problems: [[codeZh, '(file)', /expected a translation of content\/codes\/en\/137\.mdx/]],
  },
  {
    what: 'a missing translation of a guide',
    files: contentWithout(guideZh),
    problems: [[guideZh, '(file)', /expected a translation of content\/guides\/en\/kubernetes\.mdx/]],
  },
  {
    what: 'a translation of a page that does not exist',
    files: [
      ...validContent(),
      ...contentWith(guideZh, (data) => (data['aliases'] = [])).flatMap((file) =>
        file.path === guideZh ? { ...file, path: 'content/guides/zh/docker.mdx' } : [],
      ),
    ],
    problems: [['content/guides/zh/docker.mdx', '(file)', /expected an English page .*en\/docker\.mdx/]],
  },
  {
    what: 'a field that is not translated',
    files: contentWith(codeZh, (data) => delete data['arithmetic']),
    problems: [[codeZh, 'arithmetic', /expected a translation of "It is 128 plus 9\."/]],
  },
  {
    what: 'a translation of a line that English does not have',
    files: contentWith(codeZh, (data) => (data['steps'].memory.say = '多余')),
    problems: [[codeZh, 'steps.memory.say', /expected nothing: English has no such line/]],
  },
  {
    what: 'what the reader sees, in words and not translated',
    files: contentWith(codeZh, (data) => delete data['steps'].events.outcomes[1].see),
    problems: [[codeZh, 'steps.events.outcomes.1.see', /expected a translation of "no event"/]],
  },
  ...(['road', 'traps', 'claims'] as const).map((list) => ({
    what: `fewer ${list} in a translation`,
    files: contentWith(codeZh, (data) => data[list].pop()),
    problems: [[codeZh, list, /expected \d entries, as in English, got \d/] as const],
  })),
  {
    what: 'more outcomes in a translation',
    files: contentWith(codeZh, (data) => data['steps'].memory.outcomes.push({ means: '多。', do: '余。' })),
    problems: [[codeZh, 'steps.memory.outcomes', /expected 1 entries, as in English, got 2/]],
  },
  {
    what: 'an alias that another page claims, in another case',
    files: contentWith(names, (data) => (data['SIGHUP'].aliases = ['hangup', 'Killed'])),
    problems: [
      [names, 'SIGHUP.aliases.1', /expected a word no other page claims, `Killed` is in .*137\.mdx/],
    ],
  },
  {
    what: 'an alias of a translation that another page claims',
    files: contentWith(namesZh, (data) => (data['SIGHUP'].aliases = ['已杀死'])),
    problems: [
      [namesZh, 'SIGHUP.aliases.0', /expected a word no other page claims, `已杀死` is in .*zh\/137\.mdx/],
    ],
  },
  {
    what: 'a link to a page that does not exist',
    files: contentWith(code, (data) => (data['traps'][0].text = 'See [138](138).')),
    problems: [[code, 'traps.0.text', /expected a link to .*got `138`/]],
  },
  {
    what: 'a link to a place that does not exist, in a translation',
    files: contentWith(codeZh, (data) => (data['traps'][0] = '见[这里](#memry)。')),
    problems: [[codeZh, 'traps.0', /expected a link to .*got `#memry`/]],
  },
  {
    what: 'a link without words that leads to no step',
    files: contentWith(code, (data) => (data['traps'][0].text = 'See [](#sources).')),
    problems: [[code, 'traps.0.text', /expected words for the link to `#sources`/]],
  },
  {
    what: 'a Markdown heading in place of a section',
    files: contentWith(guide, (_, file) => (file.body += '\n\n## More')),
    problems: [[guide, '(body)', /expected <Section/]],
  },
  {
    what: 'a section whose id differs in the translation',
    files: contentWith(guideZh, (_, file) => (file.body = file.body.replace('more', 'gengduo'))),
    problems: [[guideZh, '<Section> in the body', /expected the ids of the English page in its order: more/]],
  },
  {
    what: 'a command without its effect',
    files: contentWith(code, (data) => delete data['steps'][0].effect),
    problems: [[code, 'steps.0.effect', /expected an effect beside every command/]],
  },
  {
    what: 'a hash that is none',
    files: contentWith(codeZh, (data) => (data['follows'] = 'latest')),
    problems: [[codeZh, 'follows', /expected twelve hex digits, quoted/]],
  },
  {
    what: 'no front matter worth the name',
    files: contentWith(guide, (_, file) => (file.data = null)),
    problems: [[guide, '(front matter)', /expected/]],
  },
  {
    what: 'a missing kind of number',
    files: contentWithout(family),
    problems: [
      [family, '(file)', /expected a template for this kind of number/],
      [familyZh, '(file)', /expected an English page to translate/],
    ],
  },
  {
    what: 'a kind of number that is not translated',
    files: contentWithout(familyZh),
    problems: [[familyZh, '(file)', /expected a translation of content\/families\/en\/signal\.mdx/]],
  },
  {
    what: 'an unknown key of a kind of number',
    files: contentWith(family, (data) => (data['colour'] = 'red')),
    problems: [[family, 'colour', /expected only known fields/]],
  },
  {
    what: 'a step of a kind of number that is not translated',
    files: contentWith(familyZh, (data) => (data['steps'] = {})),
    problems: [[familyZh, 'steps.log', /expected its translation/]],
  },
  {
    what: 'fewer certain lines in a translation',
    files: contentWith(familyZh, (data) => (data['certain'] = [])),
    problems: [[familyZh, 'certain', /expected 1 entries, as in English, got 0/]],
  },
  {
    what: 'a source of a kind of number that does not exist',
    files: contentWith(family, (data) => (data['sources'] = ['man-exti'])),
    problems: [
      [family, 'sources.0', /expected an id of content\/sources, got `man-exti`/],
      // What the page cites is then no longer among its sources.
      [family, 'steps.0.cite.0', /expected an id that `sources` lists/],
    ],
  },
  {
    what: 'a name without a line',
    files: contentWith(names, (data) => delete data['SIGHUP']).map((file) => {
      if (file.path === namesZh) delete (file.data as Record<string, unknown>)['SIGHUP'];
      return file;
    }),
    problems: [[names, 'SIGHUP', /expected a line on this name/]],
  },
  {
    what: 'a name that is not translated',
    files: contentWith(namesZh, (data) => delete data['EX_USAGE']),
    problems: [[namesZh, 'EX_USAGE', /expected a translation of this row/]],
  },
  {
    what: 'a translation of a name that English does not have',
    files: contentWith(namesZh, (data) => (data['EX_USEAGE'] = data['EX_USAGE'])),
    problems: [[namesZh, 'EX_USEAGE', /expected an English page to translate, .*names\/en\.yaml/]],
  },
  {
    what: 'a citation of a name that does not exist',
    files: contentWith(names, (data) => (data['SIGHUP'].cite = ['man-exti'])),
    problems: [[names, 'SIGHUP.cite.0', /expected an id of content\/sources, got `man-exti`/]],
  },
  {
    what: 'an alias that an older file claims, wherever it stands in the order of files',
    files: contentWith(names, (data) => (data['SIGHUP'].aliases = ['killed'])).map((file) => ({
      ...file,
      written: () => (file.path === code ? 2 : 1),
    })),
    problems: [[code, 'aliases.0', /expected a word no other page claims, `killed` is in .*names\/en\.yaml/]],
  },
  {
    what: 'a section without a title',
    files: contentWith(guide, (_, file) => (file.body = '<Section id="more">\n\ntext\n</Section>')),
    problems: [[guide, '<Section> in the body', /expected a title/]],
  },
  {
    what: 'a section whose attributes stand in another order, with an id that is taken',
    files: validContent().map((file) =>
      /guides/.test(file.path)
        ? { ...file, body: "<Section\n  title='More' id='steps'>\n\ntext\n</Section>" }
        : file,
    ),
    problems: [[guide, '<Section> in the body', /expected a word id .* got `steps`/]],
  },
  {
    what: 'a table of records whose scenarios stand last',
    files: contentWith(guide, (_, file) => (file.body += '\n<Observed by="subject" scenarios="nope" />')),
    problems: [[guide, '<Observed> in the body', /expected a scenario .* got `nope`/]],
  },
  {
    what: 'a link to a record whose scenario stands in single quotes',
    files: contentWith(guide, (_, file) => (file.body += "\n<Evidence scenario='nope' />")),
    problems: [[guide, '<Evidence> in the body', /expected a scenario .* got `nope`/]],
  },
  {
    what: 'a body that is no MDX',
    files: contentWith(guide, (_, file) => (file.body += '\n<Section id="a">')),
    problems: [
      [guide, '(body)', /expected MDX/],
      [guideZh, '<Section> in the body', /expected the ids of the English page in its order: no sections/],
    ],
  },
  {
    what: 'a record that no longer supports what is expected',
    files: contentWith(
      observations,
      (data) => (data['scenarios']['killed-child'].cells[1].result = 'SIGKILL'),
    ),
    problems: [
      [
        observations,
        'scenarios.killed-child',
        /expected 137 on dash, .*shells\.yaml says, 0\.5 gave "SIGKILL"/,
      ],
    ],
  },
  {
    what: 'records of something else than the scenario runs now',
    files: contentWith(scenarios, (data) => (data['scenarios']['killed-child'].run = 'true')),
    problems: [
      [observations, 'scenarios.killed-child', /expected records of what the scenario runs now/],
      [code, 'traps.0.observation.0', /expected a scenario that content\/observations has records of/],
      [code, 'reproduce', /expected a scenario that content\/observations has records of/],
    ],
  },
  {
    what: 'a claim that rests on a scenario that does not exist',
    files: contentWith(code, (data) => (data['traps'][0].observation = 'killed-chidl')),
    problems: [[code, 'traps.0.observation.0', /expected a scenario .* got `killed-chidl`/]],
  },
  {
    what: 'a claim that rests on a scenario without an expectation',
    files: contentWith(code, (data) => (data['traps'][0].observation = ['killed-child', 'only-recorded'])),
    problems: [[code, 'traps.0.observation.1', /expected a scenario that says what it expects/]],
  },
  {
    what: 'a command to reproduce a number that was seen to give another one',
    files: contentWith(code, (data) => (data['reproduce'] = 'only-recorded')),
    problems: [[code, 'reproduce', /expected a scenario that was seen to give 137, `only-recorded` was not/]],
  },
  {
    what: 'a command to reproduce a number that is no command line',
    files: contentWith(scenarios, (data) => (data['how'] = 'program')).map((file) => {
      if (file.path !== observations) return file;
      const records = JSON.parse(JSON.stringify(file.data).replaceAll('"how":"shell"', '"how":"program"'));
      return { ...file, data: records };
    }),
    problems: [[code, 'reproduce', /expected a command line, `killed-child` is none/]],
  },
  {
    what: 'a trap without a source and without a record',
    files: contentWith(code, (data) => (data['traps'][0] = { text: 'It may be so.' })),
    problems: [[code, 'traps.0', /expected `cite` or `observation`/]],
  },
  ...['kubernetes', 'docker', 'systemd'].map((system) => ({
    what: `what ${system} shows without a source and without a record`,
    files: contentWith(code, (data) => (data['glance'][system] = { text: 'It may be so.' })),
    problems: [[code, `glance.${system}`, /expected `cite` or `observation`/] as const],
  })),
  {
    what: 'a table of a scenario that does not exist',
    files: contentWith(guide, (_, file) => (file.body += '<Observed scenarios="only-recorded unknown" />')),
    problems: [[guide, '<Observed> in the body', /expected a scenario .* got `unknown`/]],
  },
  {
    what: 'a table of subjects and versions without a record: 5 and 5.2 are the 5.2 that was run, 5.20 and 2 are not',
    files: contentWith(
      guide,
      (_, file) =>
        (file.body +=
          '<Observed scenarios="only-recorded" subjects="bash bash@5 bash@5.2 bash@5.20 bash@2 bash@5. dash" />'),
    ),
    problems: ['bash@5.20', 'bash@2', 'bash@5.', 'dash'].map(
      (word) =>
        [guide, '<Observed> in the body', new RegExp(`expected a subject, .* got \`${word}\``)] as const,
    ),
  },
  {
    what: 'a scenario without its Chinese words',
    files: contentWith(scenarios, (data) => delete data['scenarios']['only-recorded'].shows.zh),
    problems: [
      [scenarios, 'scenarios.only-recorded.shows.zh', /expected a line of text/],
      [observations, 'scenarios.killed-child', /expected a scenario of content\/scenarios\/shells\.yaml/],
      [observations, 'scenarios.only-recorded', /expected a scenario of content\/scenarios\/shells\.yaml/],
      [code, 'traps.0.observation.0', /expected a scenario that content\/observations has records of/],
      [code, 'reproduce', /expected a scenario that content\/observations has records of/],
    ],
  },
  {
    what: 'a scenario that no subject of the lab can run',
    files: contentWith(scenarios, (data) => (data['subjects'] = ['bsh'])),
    problems: [
      [scenarios, 'subjects.0', /expected some of bash, dash/],
      [observations, 'scenarios.killed-child', /expected a scenario of/],
      [observations, 'scenarios.only-recorded', /expected a scenario of/],
      [code, 'traps.0.observation.0', /expected a scenario that content\/observations has records of/],
      [code, 'reproduce', /expected a scenario that content\/observations has records of/],
    ],
  },
  ...['$ free -m', '# free -m', 'root@node:~# free -m', 'cd /tmp\n$ free -m', '> free -m', '❯ free -m'].map(
    (command) => ({
      what: `a command with a prompt, ${JSON.stringify(command)}`,
      files: contentWith(code, (data) => (data['steps'][0].command = command)),
      problems: [[code, 'steps.0.command', /expected a command without a shell prompt/] as const],
    }),
  ),
  ...templateIds(KINDS.find(({ at }) => at === 'guides/')!).map((id) => ({
    what: `a section named ${id}, as one of the template is`,
    files: validContent().map((file) =>
      /guides/.test(file.path) ? { ...file, body: file.body.replace('"more"', `"${id}"`) } : file,
    ),
    problems: [
      [guide, '<Section> in the body', /expected a word id that nothing else on the page has/] as const,
    ],
  })),
];

test('the fixture itself is right', () => {
  expect(checkContent(validContent())).toEqual([]);
});

for (const { what, files, problems } of MISTAKES) {
  test(`refused: ${what}`, () => {
    const found = checkContent(files);
    const place = ([file, field]: readonly [string, string, ...unknown[]]) => `${file}: ${field}`;
    expect(found.map(({ file, field }) => place([file, field])).sort()).toEqual(problems.map(place).sort());
    for (const problem of problems) {
      const own = found.filter(({ file, field }) => place([file, field]) === place(problem));
      expect(own.map(({ message }) => message).join('\n')).toMatch(problem[2]);
    }
  });
}

test('a written page stands in for the row on its name, whose aliases then count no more', () => {
  const row = { title: 'a name', say: 'It stands for a number.', cite: ['man-exit'], aliases: ['killed'] };
  const files = contentWith(names, (data) => (data['SIGKILL'] = row)).map((file) => {
    if (file.path === namesZh)
      Object.assign(file.data as object, { SIGKILL: { title: '名字', say: '数字。', aliases: ['已杀死'] } });
    return file;
  });
  expect(checkContent(files)).toEqual([]);
});

test('other kinds than codes may share a word: the search ranks them', () => {
  expect(checkContent(contentWith(guide, (data) => data['aliases'].push('killed')))).toEqual([]);
});

test('a file of both languages has its links checked in each', () => {
  const program = (en: string, zh: string): ContentFile => ({
    path: 'content/programs/tidy.yaml',
    data: {
      name: 'tidy',
      group: 'system',
      is: { en: 'It tidies up.', zh: '用于整理。' },
      documented: ['manual'],
      rank: 3,
      reviewed: '2026-11-22',
      sources: {
        manual: { kind: 'man', title: 'tidy(1)', version: '1.0', url: 'https://tidy.example/man' },
      },
      codes: [{ code: 1, means: { en, zh }, cite: ['manual'], verified: 'manual' }],
    },
    body: '',
  });
  const fieldsOf = (en: string, zh: string) =>
    checkContent([...validContent(), program(en, zh)]).map(({ field }) => field);
  expect(fieldsOf('See [137](137).', '见 [137](137)。')).toEqual([]);
  expect(fieldsOf('See [138](138).', '见 [137](137)。')).toEqual(['codes.0.means']);
  expect(fieldsOf('See [137](137).', '见 [138](138)。')).toEqual(['codes.0.means.zh']);
});

test('a problem names the line of its field, of what should hold a missing one, or of the place in the body', () => {
  const text = [
    '---',
    'title: Kubernetes',
    'name: Kubernetes',
    'summary: How to read it.',
    'aliases: [k8s]',
    'related:',
    '  - 137',
    '  - 138',
    'sources: [man-exit]',
    'reviewed: 2026-11-22',
    '---',
    '',
    '<Section title="More" id="more">',
    '',
    'text <Cite id="man-wait" />',
    '</Section>',
  ].join('\n');
  const file = parsed(guide, text);
  if ('message' in file) throw new Error(file.message);
  const files = validContent().map((each) => (each.path === guide ? file : each));
  expect(describeProblems(checkContent(files))).toBe(
    `${guide}:8: related.1: expected a page that exists, got \`138\`\n` +
      `${guide}:15: <Cite> in the body: expected an id that \`sources\` lists, got \`man-wait\``,
  );
  expect(parsed(guide, '---\ntitle: [one\n---\n')).toMatchObject({ field: '(front matter)', line: 2 });
  expect(parsed('content/sources/man.yaml', 'a:\n  b: [')).toMatchObject({ field: '(front matter)' });
});

test('a command may hold what only looks like a prompt', () => {
  for (const command of [
    'echo "$?"',
    'kubectl get pod POD # name',
    "awk '{print $1}'",
    '#!/bin/sh\nexit 3',
  ]) {
    expect(checkContent(contentWith(code, (data) => (data['steps'][0].command = command))), command).toEqual(
      [],
    );
  }
});

test('the content of the site is right', () => {
  const { files, problems } = readContent(process.cwd());
  const all: readonly Problem[] = [...problems, ...checkContent(files)];
  expect(describeProblems(all)).toBe('');
});

test('the content of the site has every page that was promised, in both languages', () => {
  const { files } = readContent(process.cwd());
  const slugs = (folder: string) =>
    files
      .filter(({ path }) => path.startsWith(`content/${folder}/`))
      .map(({ path }) => /[^/]+(?=\.mdx)/.exec(path)?.[0]);
  for (const locale of ['en', 'zh']) {
    expect(slugs(`codes/${locale}`)).toEqual(
      expect.arrayContaining(['0', '1', '125', '126', '127', '128', '134', '137', '139', '143', '255']),
    );
    expect(slugs(`guides/${locale}`)).toEqual(
      expect.arrayContaining(['container-lifecycle', 'docker', 'kubernetes', 'pid-1', 'shells']),
    );
  }
});

/** Places whose documents stand beside those of other versions, so that the one that was read can be named. */
const VERSIONED =
  /^(docs\.python\.org|nodejs\.org|www\.postgresql\.org|docs\.kernel\.org|manpages\.debian\.org)$/;
/** Guides held against their sources line by line: whatever they cite can be opened as it was read. */
const HELD = ['oom', 'ci', 'windows', 'arithmetic', 'choosing-exit-codes'];

test('a source that has versions says which one was read, and so does every source of the guides held to them', () => {
  const { files } = readContent(process.cwd());
  const rows = files
    .filter(({ path }) => path.startsWith('content/sources/'))
    .flatMap(({ data }) => Object.entries(data as Record<string, { version?: string; url?: string }>));
  const undated = new Map(rows.filter(([, { version }]) => String(version).startsWith('read ')));
  expect([...undated].filter(([, { url }]) => url && VERSIONED.test(new URL(url).hostname))).toEqual([]);
  const cited = files
    .filter(({ path }) => HELD.some((slug) => path === `content/guides/en/${slug}.mdx`))
    .flatMap(({ data }) => (data as { sources: readonly string[] }).sources);
  expect(cited.length).toBeGreaterThan(100);
  expect(cited.filter((id) => undated.has(id))).toEqual([]);
});

test('what kinds ask of their own files holds at its edge and not beyond it', () => {
  const said = (id: string, slug: string, data: object) => {
    const fields: string[] = [];
    const file = { path: 'file', data, body: '' };
    KINDS.find((kind) => kind.id === id)?.check?.({ slug, file, data }, (_, field) => fields.push(field));
    return fields;
  };
  const screen = (...lit: number[]) => ({ name: 'Toy', screen: { lines: 'one\ntwo', lit } });
  expect(said('reason', 'Toy', screen(1, 2))).toEqual([]);
  expect(said('reason', 'Toy', screen(3))).toEqual(['screen.lit']);
  expect(said('reason', 'Toys', screen(1))).toEqual(['name']);

  const bits = (codes: readonly number[], ...sums: number[]) => ({
    bits: true,
    codes: codes.map((code) => ({ code })),
    sums: sums.map((code) => ({ code })),
  });
  expect(said('program', 'toy', bits([1, 2, 8], 3, 9, 11))).toEqual([]);
  expect(said('program', 'toy', bits([1, 2, 8], 4, 5, 8))).toEqual([
    'sums.0.code',
    'sums.1.code',
    'sums.2.code',
  ]);
  expect(said('program', 'toy', bits([1, 2, 3, 2]))).toEqual(['codes.2.code', 'codes.3.code']);
  expect(said('program', 'toy', { ...bits([1, 3], 3), bits: undefined })).toEqual(['sums.0.code']);

  expect(said('windows', '0xC0000005', { value: '0xC0000005' })).toEqual([]);
  expect(said('windows', '0xc0000005', { value: '0xC0000005' })).toEqual(['value']);
  const end = { outcome: 'None', detail: 'Ask.' };
  const see = { see: 'It.', ...end };
  expect(said('code', '137', { code: 137, road: [see, { see: 'A turn.', road: [see, end] }, end] })).toEqual(
    [],
  );
  expect(said('code', '138', { code: 137, road: [see, end] })).toEqual(['code']);
  const road = [see, { see: 'A turn.', road: [end, end] }, end];
  expect(said('code', '137', { code: 137, road })).toEqual(['road.1.road.0.evidence']);
});

test('the words of causes are those of the causes that the decoder can tell, in every language', () => {
  const { files } = readContent(process.cwd());
  const problems = (change: (data: Record<string, unknown>) => void, path = 'content/causes/zh.yaml') =>
    checkContent(
      files.map((file) => {
        if (file.path !== path) return file;
        const data = structuredClone(file.data) as Record<string, unknown>;
        change(data);
        return { ...file, data };
      }),
    ).map(({ file, field }) => `${file}: ${field}`);
  expect(problems(() => undefined)).toEqual([]);
  expect(problems((data) => (data['moon-phase'] = data['memory-limit']))).toEqual([
    'content/causes/zh.yaml: moon-phase',
  ]);
  expect(problems((data) => delete data['memory-limit'])).toEqual(['content/causes/zh.yaml: memory-limit']);
  const astray = (data: Record<string, unknown>) =>
    ((data['memory-limit'] as any).leads.default = '137#moon');
  expect(problems(astray, 'content/causes/en.yaml')).toEqual([
    'content/causes/en.yaml: memory-limit.leads.default',
  ]);
});
