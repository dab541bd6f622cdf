// How the time of every question about a policy grows with each thing that it holds: see `test/growth/measure.ts`.
import { runBundled } from '../runBundled.mjs'

process.exit(runBundled(new URL('../growth/measure.ts', import.meta.url), process.argv.slice(2)))
