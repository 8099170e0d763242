/** Whether this is a machine that the lab started for itself: there it may do as it likes, since it is thrown away. */
export const OWN_MACHINE = process.env['LAB_OWN_MACHINE'] === 'yes';

/** The folder that is lent to such a machine, and in it what the run came to, for the one who started it. */
export const SHARE = '/share';
export const TALLY_FILE = 'tally.json';

/** Its kernel is a program, and slower than one: what engines and service managers are given of time is multiplied. */
export const PATIENCE = OWN_MACHINE ? 4 : 1;
