/**
 * How soon V8 optimises what runs, in bytes of bytecode: thirty times as late as by itself. Much code runs here for a
 * short time, and is optimised, found to be used otherwise, and optimised again: a third of a command, a sixth of a worker.
 */
export const LATE_OPTIMISING = '--interrupt-budget=2000000'

/** How a worker runs: with more room for what is soon thrown away as well, such as the cases of a law. */
export const QUICK_WORKER = [LATE_OPTIMISING, '--max-semi-space-size=128']

/** What starts a program in a process of its own: Node, and how it runs it. */
export const quickNode = (...argv: readonly string[]): [string, ...string[]] => [
  process.execPath,
  LATE_OPTIMISING,
  ...argv,
]
