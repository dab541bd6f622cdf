import { spansCategories } from '../../trust/index.js'
import { part } from './part.js'

/** How many different categories the counted proofs span, each of a cause of its own (PSD2 Art 4(30): 2). */
export const categories = part({
  word: 'categories',
  form: 'count',
  description: 'How many different kinds of proof: something the person knows, has, or is.',
  shortfall: 'category',
  reason: 'category_missing',
  asksForProof: (value) => value > 1,
  // Counted over all proofs together, each of a cause of its own: the same SIM twice is one.
  filter: (value) => ({ among: [(counted) => spansCategories(counted, value)] }),
  // Two proofs are alike here where they prove the same by the same, and whether somebody vouched.
  tells: (_, { categories: proved, causes, vouched }) =>
    proved.length > 0 && [...proved, ...causes, vouched === true].join(),
  isAtLeast: (value = 1, other = 1) => value >= other,
  // At best each method that is offered brings its own.
  isWithinReach: (value, offered) =>
    new Set(offered.flatMap((method) => method.categories)).size >= value,
  say: (value) => `${value} different kinds of proof`,
})
