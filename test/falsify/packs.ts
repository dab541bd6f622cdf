import { AUDIENCES, GIVEN_RUNGS, REDACTION_ACTIONS } from '../../src/model/index.js'
import {
  ACTION_KINDS,
  CLASS_KINDS,
  type PackDocument,
  type RequirementDocument,
} from '../../src/policy/index.js'
import { riskSettings } from '../../src/trust/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import { LEVELS, makeParts, maybe, type Names, pick, some } from './words.js'

const SOURCE = 'House rule'

const CLASSES_OF = ['*', 'loyalty', ...CLASS_KINDS] as const

// All but some kinds are said of all: beside named kinds an exception is refused.
const whatFor = (choose: Choose) =>
  choose(3) === 0
    ? { kinds: '*', except: ['public', 'account'] }
    : { kinds: pick(choose, CLASSES_OF) }

// What a pack asks is asked besides what the policy asks, so any requirement will do.
const asked = (choose: Choose, names: Names): RequirementDocument => ({
  write: pick(choose, LEVELS),
  ...maybe(choose, 2, () => ({ read: pick(choose, LEVELS) })),
  ...maybe(choose, 2, () => makeParts(choose, names)),
  ...maybe(choose, 4, () => ({ source: SOURCE })),
})

const never = (choose: Choose, names: Names) =>
  choose(8) === 0 ? ('never' as const) : asked(choose, names)

/** Makes the strictest value of some settings of risk, which is looser than none. */
const risk = (choose: Choose): NonNullable<PackDocument['risk']> =>
  Object.fromEntries(
    Object.values(riskSettings)
      .filter(() => choose(2) === 0)
      .map(({ word, form, tightening }) => [
        word,
        form === 'level' ? 'anonymous' : tightening === 'higher' ? '2000d' : '1d',
      ]),
  )

/** Makes a pack of the business's own, with any rule that a pack may have. Not every one compiles. */
export const makePack = (choose: Choose, names: Names): PackDocument => ({
  pack: 'house',
  kinds: ['loyalty'],
  ...maybe(choose, 2, () => ({ title: 'House rules', description: 'What we ask of ourselves.' })),
  ...maybe(choose, 2, () => ({
    classes: {
      one: {
        ...whatFor(choose),
        rung: pick(choose, GIVEN_RUNGS),
        requires: never(choose, names),
        source: SOURCE,
      },
    },
  })),
  ...maybe(choose, 2, () => ({
    actions: {
      two: {
        kinds: some(choose, ACTION_KINDS),
        requires: never(choose, names),
        ...maybe(choose, 2, () => ({ notify: 'app' })),
        source: SOURCE,
      },
    },
  })),
  ...maybe(choose, 3, () => ({
    delivery: {
      three: { kinds: pick(choose, CLASSES_OF), requires: asked(choose, names), source: SOURCE },
    },
  })),
  ...maybe(choose, 3, () => ({
    redact: {
      four: {
        audiences: some(choose, AUDIENCES),
        ...pick(choose, [
          { identifiers: ['email', 'payment_card'] },
          { kinds: some(choose, CLASS_KINDS) },
          { all: true as const },
        ]),
        at_most: pick(choose, REDACTION_ACTIONS.slice(1)),
        source: SOURCE,
      },
    },
  })),
  ...maybe(choose, 4, () => ({
    refuses: {
      five: { evidence: pick(choose, ['lookup', 'session', 'directory'] as const), source: SOURCE },
    },
  })),
  ...maybe(choose, 3, () => ({ risk: risk(choose) })),
  ...maybe(choose, 4, () => ({ training: { senior: some(choose, CLASS_KINDS) } })),
})
