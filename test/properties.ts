import fc from 'fast-check'

/** How many times as many cases of each property are tried: to hunt for what fails once in many runs. */
const more = Number(process.env['COUNTERSIGN_RUNS'] ?? '1')

if (more > 1) fc.configureGlobal({ numRuns: 100 * more })
