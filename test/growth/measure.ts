import { diff, lintConditions, lintPolicy, prove } from '../../src/analysis/index.js'
import type { PolicyDocument } from '../../src/policy/index.js'
import { openSpace } from '../../src/space/index.js'
import {
  claimsOf,
  compile,
  fresher,
  type GrowingSize,
  makeSized,
  SIZES,
  type Sizes,
} from './sized.js'

// Prints how the time of every question grows with each thing that a policy holds, as an exponent: 1 is in proportion,
// 2 is four times the time for twice as much. Times are CPU time of this process, the least of a few runs.
const QUESTIONS: Readonly<Record<string, (document: PolicyDocument, sizes: Sizes) => unknown>> = {
  lint: (document) => [lintPolicy(openSpace(compile(document))), lintConditions(document)],
  prove(document, sizes) {
    const space = openSpace(compile(document))
    return claimsOf(sizes).map((claim) => prove(space, claim))
  },
  diff: (document) => diff(compile(document), compile(fresher(document))),
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function timeOf(run: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const start = cpu()
    run()
    return cpu() - start
  })
  return Math.min(...times)
}

/** From how much to how much of each thing is measured. */
const SPANS: Readonly<Record<GrowingSize, readonly [number, number]>> = {
  classes: [10, 40],
  actions: [10, 40],
  routes: [10, 40],
  risks: [4, 16],
  intents: [3, 9],
  facts: [2, 8],
  values: [3, 12],
  discloses: [2, 6],
  issuers: [1, 4],
  words: [2, 8],
  methods: [3, 12],
  ages: [2, 8],
  readers: [2, 6],
  roles: [2, 8],
  dates: [2, 8],
}

const isDimension = (name: string): name is GrowingSize => Object.hasOwn(SIZES, name)

const names = Object.keys(QUESTIONS)
console.log(`${''.padEnd(24)}${names.map((name) => name.padStart(22)).join('')}`)
timeOf(() => names.map((name) => QUESTIONS[name]?.(makeSized(SIZES), SIZES)))
for (const [dimension, [from, to]] of Object.entries(SPANS)) {
  if (!isDimension(dimension)) continue
  const cells = names.map((name) => {
    const [small = 0, large = 0] = [from, to].map((size) => {
      const sizes: Sizes = { ...SIZES, [dimension]: size }
      const document = makeSized(sizes)
      return timeOf(() => QUESTIONS[name]?.(document, sizes))
    })
    const exponent = Math.log(large / small) / Math.log(to / from)
    const span = `${small.toFixed(0)} → ${large.toFixed(0)} ms`
    return `${span} ${exponent.toFixed(2)}${exponent > 1.5 ? '!' : ' '}`.padStart(22)
  })
  console.log(`${`${dimension} ${from} → ${to}`.padEnd(24)}${cells.join('')}`)
}
