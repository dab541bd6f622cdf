/**
 * Gives the flags that have V8 optimise later than it does by itself, in bytes of bytecode: much of a command runs for a
 * short time, is optimised, found to be used otherwise and optimised again. So a check takes a third less time, and
 * mutants, which take longest, a quarter.
 *
 * V8 12 (Node 22) has no such flag any more, would say so on every start, and is as quick without it.
 */
export const lateOptimising = (v8: string): readonly string[] =>
  Number.parseInt(v8, 10) < 12 ? ['--interrupt-budget=2000000'] : []
