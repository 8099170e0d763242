/** What the lab ran, as a command line that a reader can run too. */

import type { LabScenario } from '../schema/scenario.ts';
import type { RecordedScenario } from './evidence.ts';
import { hasDaemon } from './results.ts';

/** The text of a scenario where all its subjects run the same one. */
function commonText({ runs }: LabScenario): string | undefined {
  const [first, ...rest] = [...runs.values()];
  return rest.every((text) => text === first) ? first?.trim() : undefined;
}

/** The line that was run, where all subjects run the same: an engine's scenario is what stands behind its `run`. */
export function commandOf(scenario: RecordedScenario): string | undefined {
  const text = commonText(scenario);
  if (scenario.how !== 'engine' || text === undefined) return text;
  if (hasDaemon(scenario)) return `docker run ${text}`;
  // runc knows no images: it is given a folder, and the program in a file.
  return scenario.runs.has('ctr') ? `ctr run ${text}` : text.replace(/^IMAGE /, '');
}

/** What was done to it then, as a command line; NAME stands for the container, the unit or the pod. */
export function thenOf({ how, then = [] }: LabScenario): readonly string[] {
  const command = how === 'unit' ? 'systemctl' : how === 'pod' ? 'kubectl' : 'docker';
  return then.map((each) => `${command} ${each}`);
}

/** The key of the sentence that says how the scenarios of a group were run. */
export function methodKey(scenario: LabScenario | undefined) {
  if (!scenario) return 'shell';
  return scenario.how === 'engine' && !hasDaemon(scenario) ? 'runtime' : scenario.how;
}

/** Whether a text can stand in a line as it is: what is invisible in it, a carriage return for one, would be lost. */
export function isShort(text: string, most: number): boolean {
  return text !== '' && text.length <= most && !/[\p{Cc}`]/u.test(text);
}

/** A command whose last line is the number. */
export function reproduceCommand(scenario: RecordedScenario): string {
  const text = commandOf(scenario) ?? '';
  // What hands a status on where the lab runs it would close the reader's own shell.
  return scenario.see ? text : `${text.replace(/; exit \$\?$/, '')}; echo $?`;
}

/** Half a line as a heading: with a capital, unless it begins with something literal. */
export function headline(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
