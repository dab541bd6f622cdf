// Bundles the falsifier and runs it: `npm run falsify -- --minutes 5 --seed 7`.
import { runBundled } from '../runBundled.mjs'

process.exit(runBundled(new URL('main.ts', import.meta.url), process.argv.slice(2)))
