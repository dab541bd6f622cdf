import { RESOLUTIONS } from '../model/index.js'
import { type Domains, type Formula, truthOf } from './formula.js'
import { sayStretch } from './moments.js'
import { CHANNEL, READ, RESOLUTION, type Terms, TIME, valuesIn, WRITE } from './terms.js'

/**
 * Says which parts of a state, in words, are enough by themselves for what was asked: what is left
 * out may be anything. A law that rules the state out has to say that these never come together.
 *
 * Each variable in turn is let go where the statement stays certain without it. What is left is
 * minimal, in that none of it can be left out; a different order might leave another such set.
 */
export function neededParts(terms: Terms, asked: Formula, settled: Domains): readonly string[] {
  const domains = [...settled]
  const parts = domains.flatMap((domain, variable) => {
    const full = terms.full[variable] ?? 0n
    if (domain === full) return []
    domains[variable] = full
    // It is held certain, never merely possible: `null` puts the value back.
    if (truthOf(asked, domains) === true) return []
    domains[variable] = domain
    return [variable]
  })
  return parts.map((variable) => wordsOf(terms, variable, valuesIn(domains[variable] ?? 0n)))
}

// The first variables have their own values; of the others the name says what a value means.
function wordsOf(terms: Terms, variable: number, values: readonly number[]): string {
  const name = terms.names[variable] ?? ''
  switch (variable) {
    case WRITE:
    case READ:
      return `${name} ${joinWords(values.map(String))}`
    case RESOLUTION:
      return `record ${joinWords(values.map((value) => RESOLUTIONS[value]))}`
    case CHANNEL:
      return `on ${joinWords(values.map((value) => terms.ways[value]?.name))}`
    default:
      return wordsOfOther(terms, variable, values)
  }
}

const joinWords = (words: readonly (string | undefined)[]): string =>
  words.flatMap((word) => word ?? []).join(' or ')

function wordsOfOther(terms: Terms, variable: number, values: readonly number[]): string {
  const name = terms.names[variable] ?? ''
  const isSo = values.join() === '1'
  const count = terms.counts.find((one) => one.variable === variable)
  if (count !== undefined) {
    const topic = count.about === 'acting' ? 'any action' : count.name
    return `${isSo ? '' : 'not '}enough proof for ${topic} (write ${count.requires.write})`
  }
  const [kind, ...rest] = name.split(' ')
  const word = rest.join(' ')
  switch (kind) {
    case 'risk':
      return `${word} ${isSo ? 'bad' : 'not bad'}`
    case 'topic':
      return `${isSo ? '' : 'not '}asking for ${word}`
    case 'fact': {
      const known = terms.facts.get(word) ?? []
      return `${word} ${values.map((value) => (value === 0 ? 'something else' : String(known[value - 1]))).join(' or ')}`
    }
    case TIME:
      return joinWords(values.map((value) => sayStretch(terms.moments, value)))
    default:
      return isSo ? name : `not ${name}`
  }
}
