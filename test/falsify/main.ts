import { startCounts } from './counts.js'
import { startDrawing } from './drawn.js'
import { falsifyOnce } from './falsify.js'

// Tries to catch the analysis lying for so many minutes, or so many rounds, from a seed, and prints how often it did.
const optionOf = (name: string, standard: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? standard : Number(process.argv[at + 1])
}

const minutes = optionOf('minutes', 1)
// The same rounds are the same cases on any machine, so two versions can be compared.
const rounds = optionOf('rounds', Number.POSITIVE_INFINITY)
const seed = optionOf('seed', 1)
const shown = optionOf('show', 3)
const counts = startCounts()
const drawn = startDrawing()
const seen = new Map<string, number>()
const ends = Number.isFinite(rounds) ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000
for (let round = 0; round < rounds && Date.now() < ends; round += 1) {
  falsifyOnce(seed * 1_000_000 + round, {
    counts,
    report: (kind, detail) => {
      const before = seen.get(kind) ?? 0
      seen.set(kind, before + 1)
      if (before < shown) process.stderr.write(`${kind}: ${JSON.stringify(detail)}\n`)
    },
    isDeep: round % 25 === 0,
    see: drawn.see,
  })
}
process.stdout.write(`${JSON.stringify({ ...counts, drawn: drawn.table() }, null, 2)}\n`)
process.exit(
  Object.entries(counts).some(([name, count]) => name.startsWith('false') && count > 0) ? 1 : 0,
)
