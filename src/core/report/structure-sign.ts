/** Kubernetes' own, Docker's and ECS's spelling of what JSON and YAML of something that ended holds. */
export const STRUCTURE_SIGN =
  /[eE]xit_?[cC]ode|exit_?[sS]tatus|returncode|"rc"|terminated["':]|waiting["':]|"?reason"?: ?"?[A-Z]|\bmessage: Pod was|tatusReason/;
