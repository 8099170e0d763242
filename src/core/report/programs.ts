/** Whose number an ending's code is: the table of the program that the paste names beside it, or above it. */

import { documented, programOf, programsIn } from '../read/programs.ts';
import type { Mention, ProgramTable } from '../read/programs.ts';
import type { Finding, OwnNumber } from './finding.ts';
import { mayBeOwn } from './own-number.ts';
import type { Report } from './index.ts';
import { readPaste } from './paste.ts';

/** What a program printed belongs to a number that stands at most this many lines below. */
const PRINTED_ABOVE = 40;
/** How much of a line is read for names, in characters. */
const LINE_READ = 600;
/** Every program's general failure: a number that proves nothing about who gave it. */
const GENERAL = 1;

/** A prefix that tells the number of something else that the program ran: `command terminated with exit code`. */
const PASSES_ON = /exit ?(?:code|status)|exitcode|exit_status|status=|error code|returned|^make|\bnpm\b/i;

/** The report of a text, each ending with the program whose number its code is. Linear. */
export function withPrograms(report: Report, text: string, programs: readonly ProgramTable[]): Report {
  if (programs.length === 0 || !report.findings.some(mayBeOwn)) return report;
  const paste = readPaste(text);
  const lines = (line: number): string =>
    paste
      .line(paste.indexOfLine(line - 1))
      .text.slice(0, LINE_READ)
      .toLowerCase();
  const named = new Map<Finding, Finding>();
  const findings = report.findings.map((finding) => {
    const own = mayBeOwn(finding) ? ownerOf(finding, lines, programs) : undefined;
    const cause = own?.code !== undefined && finding.cause === 'unknown' ? 'own-code' : finding.cause;
    const known = own ? { ...finding, cause, program: own } : finding;
    named.set(finding, known);
    return known;
  });
  const known = (finding: Finding): Finding => named.get(finding) ?? finding;
  const verdicts = report.verdicts.map((verdict) => ({
    ...verdict,
    finding: known(verdict.finding),
    follows: verdict.follows.map(known),
  }));
  return { ...report, findings, verdicts };
}

function ownerOf(
  finding: Finding,
  lines: (line: number) => string,
  programs: readonly ProgramTable[],
): OwnNumber | undefined {
  const { code = 0, line, owner, container = '', family } = finding;
  const told = owner === undefined ? undefined : programs.find(({ slug }) => slug === owner);
  if (told) return own(told, code);
  const text = lines(line);
  const place = placeOf(text, code);
  if (place) {
    const command = commandIn(QUOTED.exec(text.slice(0, place[0]))?.[1] ?? '', programs);
    if (command && documented(command, code)) return own(command, code);
    const mentions = programsIn(text, programs);
    const choose = (list: readonly Mention[]): ProgramTable | undefined => programOf(text, place, list, true);
    const program =
      choose(mentions.filter(({ printed }) => !printed)) ??
      choose(mentions.filter((mention) => mention.printed && says(mention, text, code)));
    if (program) return own(program, code);
  }
  // A bare name may be a container's, but a unit is called as what it runs.
  const unit = family === 'systemd' ? container.replace(/\.service$/, '') : '';
  const called = commandIn(/[\s/\\]/.test(container) ? container : unit, programs);
  if (called && documented(called, code)) return own(called, code);
  return code === GENERAL ? undefined : printedAbove(finding, lines, programs);
}

/** The first word of a quoted command, behind the shell that runs it: `'/bin/sh -c apt-get install x'`. */
const QUOTED =
  /['"`[]{1,3}\s?(?:(?:[\w/]{0,20}\/)?(?:ba|da|z)?sh["', ]{1,4}-[a-z]{0,3}c["', ]{1,4})?(?:sudo )?((?:[\w.-]{0,40}\/){0,6}[\w.+-]{1,40})/;

/** Whether what a program printed on the line of the number says that it is its own. */
function says({ from, to, program }: Mention, text: string, code: number): boolean {
  const prefix = text.slice(from, to);
  // `error:` is printed by many, and a prefix that passes on tells the number of something else.
  const surely = !PASSES_ON.test(prefix) && prefix.includes(program.slug.slice(0, 3));
  return surely || (code !== GENERAL && (program.bits ?? program.codes.includes(code)));
}

/** Where the number stands in its line, in decimal. */
function placeOf(text: string, code: number): readonly [number, number] | undefined {
  const match = new RegExp(`(?<![\\w.])${code}(?!\\w|\\.\\d)`).exec(text);
  return match ? [match.index, match.index + match[0].length] : undefined;
}

/** The program of a command or a path: `/usr/bin/curl -f https://...`. */
function commandIn(command: string, programs: readonly ProgramTable[]): ProgramTable | undefined {
  const [first = ''] = command.split(/\s/);
  const name = (first.split(/[/\\]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '');
  return name === ''
    ? undefined
    : programs.find(
        (each) => each.slug === name || each.name.toLowerCase() === name || each.aliases?.includes(name),
      );
}

/** The line that says what is run: `set -x` writes `+ cmd`, a CI log `$ cmd` or `Run cmd`. */
const RUN =
  /^(?:\++ |\$ |(?:##\[group\])?run )(?:\w{1,60}=\S{0,200} ){0,4}(?:sudo )?(?:[\w.-]{0,40}\/){0,6}(?=\w)/;

/**
 * The nearest program above that printed something of its own, where it documents this number as one of its own, or the
 * command that was run last.
 */
function printedAbove(
  { line, code = 0 }: Finding,
  lines: (line: number) => string,
  programs: readonly ProgramTable[],
): OwnNumber | undefined {
  for (let at = line - 1; at >= Math.max(1, line - PRINTED_ABOVE); at--) {
    const text = lines(at);
    const mentions = programsIn(text, programs);
    const printed = mentions.filter(
      (mention) => mention.printed && !PASSES_ON.test(text.slice(mention.from, mention.to)),
    );
    const exact = printed.find(({ program: { bits, codes } }) => bits ?? codes.includes(code));
    if (exact && documented(exact.program, code)) return own(exact.program, code);
    const before = RUN.exec(text)?.[0].length;
    if (before === undefined) continue;
    const command = mentions.find(({ from }) => from === before)?.program;
    return command && documented(command, code) ? own(command, code) : undefined;
  }
  return undefined;
}

function own(program: ProgramTable, code: number): OwnNumber {
  const { slug, name } = program;
  return { slug, name, ...documented(program, code) };
}
