/** Whether this is the machine that the lab started for itself: there it may do as it likes, since it is thrown away. */
export const OWN_MACHINE = process.env['LAB_OWN_MACHINE'] === 'yes';

/** Its kernel is a program, and slower than one: what engines and service managers are given of time is multiplied. */
export const PATIENCE = OWN_MACHINE ? 4 : 1;
