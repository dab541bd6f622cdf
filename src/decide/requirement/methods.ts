import type { Support } from '../../model/index.js'
import { isListAtLeast, part, sayWords } from './part.js'

// A word may be a kind of evidence or the channel of one: `verify_check` is any code, `sms` a code by text.
const isBy = (methods: readonly string[], { method, via }: Pick<Support, 'method' | 'via'>) =>
  methods.includes(method) || (via !== undefined && methods.includes(via))

/** At least one counted proof by one of these: a kind of evidence, or its own channel such as `sms`. */
export const methods = part({
  word: 'methods',
  form: 'list',
  description: 'At least one proof is by one of these methods.',
  named: { of: 'methods', issue: 'unknown_method' },
  shortfall: 'method',
  reason: 'method_missing',
  asksForProof: () => true,
  filter: (value) => ({ among: [(counted) => counted.some((support) => isBy(value, support))] }),
  tells: (value, support) => isBy(value, support),
  // A method whose evidence is refused as input can never be counted.
  isImpossible: (value, isRefused) => value.every(isRefused),
  isAtLeast: isListAtLeast,
  // Within reach where the business offers one of them.
  isWithinReach: (value, offered) =>
    offered.some(({ kind, via }) =>
      isBy(value, { method: kind, ...(via === undefined ? {} : { via }) }),
    ),
  say: (value) => `by ${sayWords(value)}`,
})
