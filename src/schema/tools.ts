/**
 * The tool that a reader has at hand. A command, and the text that it prints, may have a form for each; one choice on a
 * page decides which of them are shown.
 */

/** In the order in which they are offered. */
export const TOOLS = ['kubernetes', 'docker', 'podman', 'crictl', 'systemd', 'shell', 'windows'] as const;
export type Tool = (typeof TOOLS)[number];

/** One form for all, or one a tool. */
export type ByTool<Value> = Value | Readonly<Partial<Record<Tool, Value>>>;

export interface Form<Value> {
  /** Undefined: for every tool. */
  readonly tool: Tool | undefined;
  readonly value: Value;
}

/** The forms of something, in the order of the tools. */
export function formsOf<Value extends string>(value: ByTool<Value> | undefined): readonly Form<Value>[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ tool: undefined, value }];
  return TOOLS.flatMap((tool) => {
    const own = value[tool];
    return own === undefined ? [] : [{ tool, value: own }];
  });
}

/** The tools that something is for; undefined where it is for all. */
export function toolsOf(value: ByTool<string> | undefined): readonly Tool[] | undefined {
  return typeof value === 'object' ? formsOf(value).flatMap(({ tool }) => tool ?? []) : undefined;
}

/** Every tool that any of these has a form for, in order. */
export function allTools(values: readonly (ByTool<string> | undefined)[]): readonly Tool[] {
  const known = new Set(values.flatMap((value) => toolsOf(value) ?? []));
  return TOOLS.filter((tool) => known.has(tool));
}

/** What a reader fills into commands, in capitals there. */
export const SLOTS = ['POD', 'NAMESPACE', 'CONTAINER', 'IMAGE', 'NODE', 'UNIT'] as const;
export type Slot = (typeof SLOTS)[number];

/** What the first screen asks for; the other slots are marked in the commands and stay. */
const ASKED: readonly Slot[] = ['POD', 'NAMESPACE', 'CONTAINER', 'UNIT'];

/** The slots that a reader is asked for, each with the tools whose commands have it; undefined: with every tool. */
export function slotsOf(
  commands: readonly (ByTool<string> | undefined)[],
): readonly { readonly slot: Slot; readonly tools: readonly Tool[] | undefined }[] {
  const forms = commands.flatMap(formsOf);
  return ASKED.flatMap((slot) => {
    const own = forms.filter(({ value }) => new RegExp(`\\b${slot}\\b`).test(value));
    if (own.length === 0) return [];
    const tools = own.every(({ tool }) => tool !== undefined)
      ? [...new Set(own.flatMap(({ tool }) => tool ?? []))]
      : undefined;
    return [{ slot, tools }];
  });
}

/** Whether a command wants a container that runs, with a program to run in it: one that crashes or has no shell has neither. */
export function needsExec(command: ByTool<string> | undefined): boolean {
  return formsOf(command).some(({ value }) => /\b(kubectl|docker) exec\b/.test(value));
}
