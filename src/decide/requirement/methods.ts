import type { Support } from '../../model/index.js'
import { isListAtLeast, part, sayWords } from './part.js'

const isBy = (methods: readonly string[], { method, via }: Pick<Support, 'method' | 'via'>) =>
  methods.includes(method) || (via !== undefined && methods.includes(via))

/** At least one counted proof by one of these: a kind of evidence, or its own channel such as `sms`. */
export const methods = part({
  word: 'methods',
  form: 'list',
  description: 'At least one proof by one of these.',
  named: { of: 'methods', issue: 'unknown_method' },
  shortfall: 'method',
  reason: 'method_missing',
  asksForProof: () => true,
  filter: (value) => ({ among: [(counted) => counted.some((support) => isBy(value, support))] }),
  tells: (value, support) => isBy(value, support),
  // A method whose evidence is refused as input can never be counted.
  isImpossible: (value, isRefused) => value.every(isRefused),
  isAtLeast: isListAtLeast,
  isWithinReach: (value, offered) =>
    offered.some(({ kind, via }) =>
      isBy(value, { method: kind, ...(via === undefined ? {} : { via }) }),
    ),
  say: (value) => `by ${sayWords(value)}`,
})
