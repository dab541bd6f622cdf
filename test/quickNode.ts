/** How soon V8 optimises what runs: as late as the program itself has it (`src/cli/lateOptimising.ts`), which a test of it holds. */
export const LATE_OPTIMISING: readonly string[] =
  Number.parseInt(process.versions.v8, 10) < 12 ? ['--interrupt-budget=2000000'] : []

/** How a worker runs: with more room for what is soon thrown away as well, such as the cases of a law. */
export const QUICK_WORKER = [...LATE_OPTIMISING, '--max-semi-space-size=128']

/** What starts a program in a process of its own: Node, and how it runs it. */
export const quickNode = (...argv: readonly string[]): [string, ...string[]] => [
  process.execPath,
  ...LATE_OPTIMISING,
  ...argv,
]
