/** Ansible and Terraform. */

import { rule } from './recogniser.ts';
import type { Recogniser } from './recogniser.ts';

export const iac: Recogniser = {
  family: 'iac',
  rules: [
    rule(/^<(?<container>[^<>\s]{1,200})> \((?<code>-?\d+), b?['"]/g),
    rule(/fatal: \[(?<container>[^\]]{1,200})\](?:: | -> ).{0,1500}?"rc": (?<code>-?\d+)/g),
    rule(/"rc": (?<code>[1-9]\d{0,9}|-\d+)\b/g),
    rule(/Received exit status from master (?<code>[1-9]\d*)/g),
    rule(/Error running command '[^']{0,600}': exit status (?<code>\d+)/g),
    rule(/\b[Ee]rror executing .{0,300}?: (?:Process exited with status|exit status) (?<code>\d+)/g),
  ],
};
