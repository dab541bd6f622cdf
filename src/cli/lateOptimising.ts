/**
 * Has V8 optimise later than it does by itself, in bytes of bytecode: much of a command runs for a short time, is optimised,
 * found to be used otherwise and optimised again. So a check takes a third less time, and mutants, which take longest, a quarter.
 */
export const LATE_OPTIMISING = '--interrupt-budget=2000000'
