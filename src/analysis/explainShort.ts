import {
  type AtomWords,
  type Condition,
  mapParts,
  type Requirement,
  sayCondition,
} from '../decide/index.js'
import { levelOf } from '../model/index.js'
import { mostAsked } from './mostAsked.js'

/** A requirement that is not met, and why. */
export interface ShortRequirement {
  readonly requirement: Requirement
  /** In what it falls short, as `shortfalls` names it. */
  readonly short: readonly string[]
  /** What besides is met by proofs that were given for something else, and would be if they had been given for this. */
  readonly shortForThis: readonly string[]
}

/** One thing that is still missing. */
interface Missing {
  /** It alone, as a requirement. */
  readonly asks: Requirement
  readonly text: string
}

/**
 * Says in plain words what of some requirements is not met, each part by itself and by its own descriptor, so that a part
 * which is added to requirements is said here as well. What a pack asks is followed by the pack's rule. Of what several
 * ask the most is said, and once.
 */
export function sayShort(requirements: readonly ShortRequirement[]): readonly string[] {
  const most = mostAsked(requirements.flatMap(missingOf), ({ asks }) => asks)
  return [...new Set(most.map(({ text }) => text))]
}

const NOTHING: Requirement = { write: 0, read: 0 }

/** Lists what of one requirement is missing, part by part. */
function missingOf({ requirement, short, shortForThis }: ShortRequirement): readonly Missing[] {
  const { rule } = requirement
  const missing = partsOf(requirement, short)
  const others = partsOf(requirement, shortForThis).map(({ asks }) => asks)
  const all = [
    ...missing,
    ...(others.length === 0 ? [] : [{ text: FOR_THIS, asks: Object.assign({}, ...others) }]),
  ]
  return all.map(({ text, asks }) => ({
    asks: { ...NOTHING, ...asks },
    text: rule === undefined ? text : `${text} (${rule})`,
  }))
}

const FOR_THIS = 'proof for this, not for something else'

/** Lists the parts of a requirement that fall short, each alone. */
const partsOf = (requirement: Requirement, short: readonly string[]) => {
  const { write, read } = requirement
  return [
    ...(short.includes('write')
      ? [{ text: `who asks is at least ${levelOf(write)}`, asks: { write } }]
      : []),
    ...(short.includes('read')
      ? [{ text: `who reads is at least ${levelOf(read)}`, asks: { read } }]
      : []),
    ...mapParts(requirement, (part, value, name) =>
      short.includes(part.shortfall)
        ? { text: part.say(value, sayPlain), asks: { [name]: value } }
        : undefined,
    ),
  ]
}

// Words of the policy and of ours are said alike here; a report sets them apart.
const sayPlain = (when: Condition): string => sayCondition(when).map(sayAtom).join(' and ')

const sayAtom = (said: AtomWords): string =>
  said.map((part) => (typeof part === 'string' ? part : part.words.join(' or '))).join('')
