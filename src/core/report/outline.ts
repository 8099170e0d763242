/** JSON, YAML, Go's `%+v` and what Python prints of a dictionary as one kind of tree, also when the paste cuts them off or loses their indentation. */

import type { Paste } from './paste.ts';

interface Scalar {
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

export interface Branch {
  /** The key it stands under; empty for the root and for items of a list. */
  readonly key: string;
  readonly parent: Branch | undefined;
  /** 1-based line where it opens. */
  readonly line: number;
  /** The object under its key `metadata`, where a runtime keeps the name. */
  metadata?: Branch;
  /** 1-based line of the last of its own keys. */
  readonly last: number;
  /** Scalars by key, the last one of a name; of keys that were asked for. */
  readonly fields: ReadonlyMap<string, Scalar>;
}

/** Most objects have no key that anybody asks for. */
const NO_FIELDS: ReadonlyMap<string, Scalar> = new Map();

interface Open extends Branch {
  last: number;
  fields: ReadonlyMap<string, Scalar>;
  /** The same, as soon as there is one. */
  own: Map<string, Scalar> | undefined;
  /** Indentation of the keys inside; undefined between braces. */
  readonly indent: number | undefined;
}

/** A bracket, or a key with what follows its colon: nothing, a string in either kind of quotes, or a bare word. */
const TOKEN =
  /[{}[\]]|["']?([A-Za-z_][\w.$/-]{0,80})["']?\s{0,4}[:=]\s{0,4}(?:&?\w{0,60}([{[])|"((?:[^"\\]|\\.)*)"?|'([^'\n]{0,600})'|([^\s,{}[\]"][^,{}[\]"]*?(?=[,{}[\]"]|\s{1,4}[A-Za-z_]\w{0,60}:|$))|)/g;
const PAIR = /^(\s*)((?:- )*)"?([A-Za-z_][\w./-]{0,80})"?:(?:\s+(\S.*)?)?$/;

/** Where Kubernetes nests its keys, for YAML that lost its indentation. */
const LEVELS: Readonly<Record<string, number>> = {
  state: 1,
  lastState: 1,
  lastTerminationState: 1,
  terminated: 2,
  waiting: 2,
  running: 2,
  exitCode: 3,
  reason: 3,
  message: 3,
  signal: 3,
  startedAt: 3,
  finishedAt: 3,
  containerID: 3,
};

/**
 * Adds every object of the lines with those of its scalars whose keys are `asked` for, those still open at the end too;
 * yields where it may pause. One pass; text that is no structure gives little.
 */
export function* outline(
  paste: Paste,
  all: Branch[],
  asked: (key: string) => boolean,
): Generator<undefined, void> {
  const stack: Open[] = [];
  /** A line nested so deep that no tool wrote it: the rest of it is not read. */
  let senseless = 0;
  let read = 0;
  const flat = yield* isFlat(paste);
  const open = (key: string, line: number, indent: number | undefined): Open => {
    if (key !== '' && stack.length === 0) open('', line, indent);
    const branch: Open = {
      key,
      parent: stack.at(-1),
      line,
      last: line,
      fields: NO_FIELDS,
      own: undefined,
      indent,
    };
    if (key === 'metadata' && branch.parent) branch.parent.metadata = branch;
    all.push(branch);
    stack.push(branch);
    return branch;
  };
  const top = (line: number): Open => stack.at(-1) ?? open('', line, undefined);
  const set = (key: string, value: string, line: number): void => {
    const branch = top(line);
    branch.last = line;
    if (!asked(key)) return;
    branch.own ??= new Map();
    branch.fields = branch.own;
    branch.own.set(key, { value: unquoted(value), line });
  };

  for (let index = 0; index < paste.size; index++) {
    if (++read % PAUSE_EVERY === 0) yield;
    const { number, text } = paste.line(index);
    if (number === senseless) continue;
    const pair = PAIR.exec(text);
    // What Python prints of a dictionary stands in one line behind its name.
    if (pair && !/^\s*"|[{[,]\s*$|^\s*\w+:\s*(?:"[^"]*",|\[?\{')/.test(text)) {
      const [, space = '', dashes = '', key = '', value = ''] = pair;
      const level = flat ? (LEVELS[key] ?? 1) : 0;
      const nested = level < 3 || stack.at(-1)?.indent === 3 ? level : 1;
      const indent = flat ? (dashes ? 1 : nested) : space.length + dashes.length;
      const ends = flat ? indent : dashes ? space.length + 1 : indent;
      while (stack.length > 0 && (stack.at(-1)?.indent ?? Infinity) > ends) stack.pop();
      if (flat && dashes && !/^(?:name|containerID|image|allocatedResources)$/.test(key)) continue;
      if (flat && dashes) stack.length = 0;
      if (stack.at(-1)?.indent === undefined || dashes) open('', number, indent);
      if (value === '') open(key, number, indent + 1);
      else {
        const wrapped = wrappedText(paste, index, space.length + dashes.length, value);
        set(key, wrapped.text, number);
        index = wrapped.last;
      }
      continue;
    }
    // Text without brackets and colons ends no structure: wrapped strings and log lines between.
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
      const [token, key, bracket, quoted, single, bare] = match;
      if (stack.length > DEEPEST) {
        stack.length = 0;
        senseless = number;
        break;
      }
      if (token === '{' || token === '[') open('', number, undefined);
      else if (token === '}' || token === ']') {
        while (stack.at(-1)?.indent !== undefined) stack.pop();
        stack.pop();
      } else if (key !== undefined) {
        if (bracket) open(key, number, undefined);
        else set(key, quoted ?? single ?? bare ?? '', number);
      }
    }
  }
}

/** `|`, `>-` and their kin: the text stands below, further in. */
const BLOCK = /^[|>][-+]?\d?$/;
/** How many lines of one text are read. */
const WRAPPED_LIMIT = 40;

/** The text of a scalar that goes on below its key: a block, or a quoted text that is wrapped. */
function wrappedText(
  paste: Paste,
  index: number,
  indent: number,
  value: string,
): { readonly text: string; readonly last: number } {
  const quote = /^(["'])(?!.*\1\s*$)/.exec(value)?.[1];
  const block = BLOCK.test(value);
  if (!block && quote === undefined) return { text: value, last: index };
  const parts = block ? [] : [value];
  let last = index;
  for (let next = index + 1; next < Math.min(index + WRAPPED_LIMIT, paste.size); next++) {
    const { text } = paste.line(next);
    const inside = text.search(/\S/);
    if (inside >= 0 && inside <= indent) break;
    parts.push(text.trim());
    last = next;
    if (quote !== undefined && text.trimEnd().endsWith(quote)) break;
  }
  return { text: parts.join(' '), last };
}

/** YAML without indentation: a key that only opens a block stands as far left as what belongs into it. */
function* isFlat(paste: Paste): Generator<undefined, boolean> {
  let asked = 0;
  for (const found of paste.matching(/(?:terminated|waiting|[sS]tate):[ \t\r]{0,80}$/gm)) {
    yield;
    if (!found) continue;
    const { index, text } = found;
    const block = /^(\s*)(?:terminated|waiting|lastState|state):\s*$/.exec(text);
    const next = index + 1 < paste.size ? paste.line(index + 1).text : '';
    if (block && /^\s*[a-z]\w*:/i.test(next) && next.search(/\S/) <= (block[1] ?? '').length) return true;
    // What lost its indentation lost it at the beginning too.
    if (++asked === FLAT_ASKED) break;
  }
  return false;
}

/** Kubernetes nests about 15 levels. */
const DEEPEST = 100;

const FLAT_ASKED = 100;

/** How many lines are read between two pauses. */
const PAUSE_EVERY = 32;

function unquoted(value: string): string {
  const bare = value.trim().replace(/,$/, '');
  // The bracket that ends a list of `key=value` belongs to none of them.
  const trimmed = bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare;
  return /^(["']).*\1$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}
