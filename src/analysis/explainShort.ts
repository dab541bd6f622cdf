import {
  type AtomWords,
  type Condition,
  mapParts,
  type Requirement,
  sayCondition,
} from '../decide/index.js'
import { levelOf } from '../model/index.js'

/**
 * Says in plain words what of a requirement is not met, each part by itself and by its own descriptor, so that a part
 * which is added to requirements is said here as well. What a pack asks is followed by the pack's rule.
 */
export function sayShort(requirement: Requirement, short: readonly string[]): readonly string[] {
  const { write, read, rule } = requirement
  const said = [
    ...(short.includes('write') ? [`who asks is at least ${levelOf(write)}`] : []),
    ...(short.includes('read') ? [`who reads is at least ${levelOf(read)}`] : []),
    ...mapParts(requirement, (part, value) =>
      short.includes(part.shortfall) ? part.say(value, sayPlain) : undefined,
    ),
  ]
  return rule === undefined ? said : said.map((text) => `${text} (${rule})`)
}

// Words of the policy and of ours are said alike here; a report sets them apart.
const sayPlain = (when: Condition): string => sayCondition(when).map(sayAtom).join(' and ')

const sayAtom = (said: AtomWords): string =>
  said.map((part) => (typeof part === 'string' ? part : part.words.join(' or '))).join('')
