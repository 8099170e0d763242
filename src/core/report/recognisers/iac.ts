/** Ansible and Terraform. */

import { rule } from '../recogniser.ts';
import type { Recogniser } from '../recogniser.ts';

export const iac: Recogniser = {
  family: 'iac',
  rules: [
    rule(/^<(?<container>[^<>\s]{1,200})> \((?<code>-?\d+), b?['"]/g),
    rule(/fatal: \[(?<container>[^\]]{1,200})\](?:: | -> ).{0,1500}?"rc": (?<code>-?\d+)/g),
    // Terraform breaks `exit status 1. Output:` where the line grows long.
    rule(/^\s{0,4}status (?<code>\d{1,3})\. Output:/g),
    rule(/"rc": (?<code>[1-9]\d{0,9}|-\d+)\b/g),
  ],
};
