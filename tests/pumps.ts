/**
 * Lines on which a pattern takes its longest: made from the pattern itself, so that a new rule is tried as hard as an old
 * one. What makes a backtracking engine slow is a quantifier that can give back what another one takes, so each line leads
 * the engine up to a quantifier, feeds it one character again and again, and then fails.
 */

import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** Tried for every quantifier; those that it takes become its pumps. */
const CANDIDATES = [...' \ta0_Z:.,-/\\"\'`[](){}=#|<@\u4e00'];
/** A pump of more characters than these would try the same thing again. */
const PUMPS_EACH = 4;
/** After the pump: a character that hardly a pattern takes, and the end of a log line. */
const ENDS = ['\u0001', ' x:'];
/** A quantifier that repeats less often than this cannot pump. */
const PUMPED = 8;

/** With what may be absent, or without: short leads begin more matches on one line. */
type Least = 0 | 1;

/**
 * A text that the node matches, as far as one can be told without solving its lookarounds and references; `choice` says
 * which alternative is taken everywhere, or the last one where there are fewer.
 */
function sample(
  node: AST.Element | AST.Alternative | AST.Pattern,
  flags: string,
  least: Least = 1,
  choice = 0,
): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup': {
      const taken = node.alternatives[Math.min(choice, node.alternatives.length - 1)];
      return taken ? sample(taken, flags, least, choice) : '';
    }
    case 'Alternative':
      return node.elements.map((element) => sample(element, flags, least, choice)).join('');
    case 'Quantifier':
      return sample(node.element, flags, least, choice).repeat(Math.min(Math.max(node.min, least), 20));
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return takenBy(node, flags)[0] ?? '';
    case 'Assertion':
    case 'Backreference':
      return '';
  }
}

/** Which of the candidates a node matches as a whole. */
function takenBy(node: AST.Element, flags: string): readonly string[] {
  const whole = new RegExp(`^(?:${node.raw})$`, flags.replace(/[gy]/g, ''));
  return ['a', '0', ...CANDIDATES].filter((text) => whole.test(text));
}

interface Pump {
  /** What leads up to the quantifier. */
  readonly lead: string;
  /** What it takes again and again. */
  readonly fuel: readonly string[];
}

function pumpsOf(pattern: RegExp, least: Least): readonly Pump[] {
  const { flags } = pattern;
  const ast = astOf(pattern);
  const found: Pump[] = [];
  const walk = (alternatives: readonly AST.Alternative[], before: string): void => {
    for (const { elements } of alternatives) {
      let lead = before;
      for (const [index, element] of elements.entries()) {
        if (element.type === 'Quantifier') {
          const { element: inner, max } = element;
          if (max >= PUMPED) {
            const one = takenBy(inner, flags).slice(0, PUMPS_EACH);
            const each = one.length > 0 ? one : [sample(inner, flags)];
            // What ends the repetition is tried again and again too, where the quantifier could have gone on.
            const after = elements.slice(index + 1, index + 4).map((next) => sample(next, flags));
            const ends = after
              .map((_, count) => after.slice(0, count + 1).join(''))
              .flatMap((end) => [end, (each[0] ?? '') + end]);
            found.push({ lead, fuel: [...new Set([...each, ...ends])] });
          }
          if ('alternatives' in inner && inner.type !== 'Assertion') walk(inner.alternatives, lead);
        } else if ('alternatives' in element && element.type !== 'Assertion')
          walk(element.alternatives, lead);
        lead += sample(element, flags, least);
      }
    }
  };
  walk(ast.alternatives, '');
  return found;
}

/** Lines of `length` characters and no more, each a try to make the pattern slow. None for a pattern that cannot pump. */
export function slowLines(pattern: RegExp, length: number): readonly string[] {
  const lines = new Set<string>();
  const add = (lead: string, fuel: string) => {
    for (const end of ENDS) {
      const room = length - lead.length - end.length;
      if (fuel !== '' && room > 0)
        lines.add(lead + fuel.repeat(Math.ceil(room / fuel.length)).slice(0, room) + end);
    }
  };
  for (const least of [0, 1] as const) {
    const pumps = pumpsOf(pattern, least);
    for (const [index, { lead, fuel }] of pumps.entries()) {
      const next = pumps[index + 1];
      for (const each of fuel) {
        add(lead, each);
        // Every beginning of a match is a further try.
        if (lead !== '') {
          add(lead.repeat(10), each);
          add('', lead + each);
          add('', lead + each.repeat(100));
          add('', lead.repeat(25) + each.repeat(100));
        }
        // Two quantifiers that can take the same characters, whatever stands between them.
        if (!next?.lead.startsWith(lead)) continue;
        for (const other of next.fuel)
          add(lead + each.repeat(length / 2) + next.lead.slice(lead.length), other);
      }
    }
    add('', sample(astOf(pattern), pattern.flags, least));
  }
  return [...lines];
}

/** Two texts that the pattern probably matches: with what may be absent, and without. */
export function samplesOf(pattern: RegExp): readonly string[] {
  return ([1, 0] as const).map((least) => sample(astOf(pattern), pattern.flags, least));
}

/** How many alternatives of one group are tried. */
const CHOICES = 40;

/** Texts that a pattern matches, with each of its alternatives: fewer than there are where they exclude each other. */
export function matched(pattern: RegExp): readonly string[] {
  const ast = astOf(pattern);
  const texts = new Set<string>();
  for (let choice = 0; choice < CHOICES; choice++)
    for (const least of [0, 1] as const) texts.add(sample(ast, pattern.flags, least, choice));
  const once = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  return [...texts].filter((text) => once.test(text));
}

function astOf({ source, unicode }: RegExp): AST.Pattern {
  return new RegExpParser().parsePattern(source, 0, source.length, unicode);
}
