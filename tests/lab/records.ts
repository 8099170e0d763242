/** Reads and writes `content/observations`: the one way in which a record comes to be. */

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { parse } from 'yaml';
import { digestOf } from '../../src/lib/content-hash.ts';
import {
  compareAge,
  engineName,
  ranOf,
  observationFile,
  type Cell,
  type Machine,
  type ObservationFile,
} from '../../src/schema/observation.ts';
import { scenarioFile, scenariosOf, type LabScenario } from '../../src/schema/scenario.ts';

const SCENARIOS = 'content/scenarios';
const OBSERVATIONS = 'content/observations';

/** All scenarios, file by file. Throws on one that its schema refuses, naming file and field. */
export function readScenarios(root: string): readonly LabScenario[] {
  return readdirSync(join(root, SCENARIOS))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const result = scenarioFile.safeParse(parse(readFileSync(join(root, SCENARIOS, name), 'utf8')));
      if (!result.success) {
        const [issue] = result.error.issues;
        throw new Error(`${SCENARIOS}/${name}: ${issue?.path.join('.')}: ${issue?.message}`);
      }
      return scenariosOf(name.replace(/\.yaml$/, ''), result.data);
    });
}

/** What is on record for a group; nothing where there is no file yet. */
export function readRecords(root: string, group: string): ObservationFile | undefined {
  const path = join(root, OBSERVATIONS, `${group}.json`);
  return existsSync(path) ? observationFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/**
 * The cell that an observation replaces: the same thing at the same version, on the same processor; where an engine is
 * concerned, with the same cgroups.
 */
export function sameCell(a: Cell, b: Cell, machines: Readonly<Record<string, Machine>>): boolean {
  const [one, two] = [machines[a.machine], machines[b.machine]];
  return (
    a.subject === b.subject &&
    a.version === b.version &&
    a.engine === b.engine &&
    one?.cpu === two?.cpu &&
    (a.engine === undefined || one?.cgroup === two?.cgroup)
  );
}

/** Versions of a subject that stay on record; more only where a page names one. */
const KEPT = 2;

/** The versions that pages name, as `docker@20.10`, in the `subjects` of a table. */
function namedVersions(root: string): ReadonlySet<string> {
  const pages = readdirSync(join(root, 'content'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.mdx'),
  );
  const texts = pages.map((name) => readFileSync(join(root, 'content', name), 'utf8'));
  const words = texts.flatMap((text) =>
    [...text.matchAll(/\bsubjects="([^"]*)"/g)].flatMap(([, list = '']) => list.split(/\s+/)),
  );
  return new Set(words.filter((word) => word.includes('@')));
}

/**
 * Cells without those that leave: of a subject on one processor the two newest versions stay, and what it ran in counts
 * as one. A version that a page names never leaves.
 */
function withoutOld(
  cells: readonly Cell[],
  machines: Readonly<Record<string, Machine>>,
  named: ReadonlySet<string>,
): readonly Cell[] {
  return cells.filter((cell) => {
    const newer = cells.filter(
      (other) =>
        other.subject === cell.subject &&
        machines[other.machine]?.cpu === machines[cell.machine]?.cpu &&
        compareAge(other, cell) > 0,
    );
    const versions = new Set(newer.map((other) => `${other.version} ${engineName(other)}`));
    return (
      versions.size < KEPT ||
      [...named].some((word) => {
        const [subject, version = ''] = word.split('@');
        return subject === cell.subject && `${cell.version}.`.startsWith(`${version}.`);
      })
    );
  });
}

/**
 * Puts new cells in their places and writes the file. What was recorded of a scenario that is gone, or that now runs
 * something else, goes, and so do old versions: see `withoutOld`.
 */
export function writeRecords(
  root: string,
  group: string,
  scenarios: readonly LabScenario[],
  machineId: string,
  machine: Machine,
  fresh: ReadonlyMap<string, readonly Cell[]>,
) {
  const before = readRecords(root, group);
  const known = { ...before?.machines, [machineId]: machine };
  const named = namedVersions(root);
  const entries = scenarios.flatMap((scenario) => {
    const ran = ranOf(scenario);
    const old = before?.scenarios[scenario.id];
    const kept = old && isDeepStrictEqual(old.ran, ran) ? old.cells : [];
    const added = fresh.get(scenario.id) ?? [];
    const order = [...scenario.runs.keys()];
    const cells = [...kept.filter((cell) => !added.some((each) => sameCell(cell, each, known))), ...added]
      .filter(({ subject }) => order.includes(subject))
      .sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
    const staying = [...withoutOld(cells, known, named)];
    return staying.length > 0 ? [[scenario.id, { ran, cells: staying }] as const] : [];
  });
  if (entries.length === 0) return;
  const used = new Set(entries.flatMap(([, { cells }]) => cells.map((cell) => cell.machine)));
  const machines = Object.fromEntries(Object.entries(known).filter(([id]) => used.has(id)));
  const content = { machines, scenarios: Object.fromEntries(entries) };
  mkdirSync(join(root, OBSERVATIONS), { recursive: true });
  writeFileSync(
    join(root, OBSERVATIONS, `${group}.json`),
    serialize({ digest: digestOf(content), ...content }),
  );
}

/** A line for each cell, so that a change is one line of a diff. */
function serialize({ digest, machines, scenarios }: ObservationFile): string {
  const blocks = Object.entries(scenarios).map(
    ([id, { ran, cells }]) =>
      `    ${JSON.stringify(id)}: {\n      "ran": ${JSON.stringify(ran)},\n      "cells": [\n${cells
        .map((cell) => `        ${JSON.stringify(cell)}`)
        .join(',\n')}\n      ]\n    }`,
  );
  return `{\n  "digest": ${JSON.stringify(digest)},\n  "machines": ${JSON.stringify(machines)},\n  "scenarios": {\n${blocks.join(',\n')}\n  }\n}\n`;
}
