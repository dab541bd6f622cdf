/**
 * A set of values of one variable. A variable of a question has finitely many values, numbered from
 * 0; bit n is set where value n is in the set. So `0b101n` holds the values 0 and 2, two sets are
 * intersected by `&`, and the empty set is `0n`. A `bigint`, as a fact may have more than 32
 * values.
 */
export type Mask = bigint

/**
 * What may be asked of a state: that a variable has one of some values, and all or any of such
 * statements.
 *
 * There is no negation: `not` pushes it down to the masks. So the search has three cases, and
 * adding a statement can only ever make the sets of values smaller.
 */
export type Formula =
  | { readonly type: 'is'; readonly variable: number; readonly mask: Mask }
  | { readonly type: 'all'; readonly parts: readonly Formula[] }
  | { readonly type: 'any'; readonly parts: readonly Formula[] }

/** Always so: a conjunction of nothing. */
export const TRUE: Formula = { type: 'all', parts: [] }

/** Never so: a choice out of nothing. */
export const FALSE: Formula = { type: 'any', parts: [] }

/** Joins statements that all hold. */
export const all = (...parts: readonly Formula[]): Formula => ({ type: 'all', parts })

/** Joins statements of which one at least holds. */
export const any = (...parts: readonly Formula[]): Formula => ({ type: 'any', parts })

/**
 * The values that each variable may still have, by its number. They only shrink along a branch of
 * the search; a branch in which one of them is empty holds no state.
 */
export type Domains = readonly Mask[]

/**
 * Gives the statement that holds just where another does not: De Morgan's laws down to the masks.
 *
 * `full` has every value of each variable of the question. Taken from the domains of one branch of
 * a search it would rule out in other branches what may be the case there.
 */
export function not(formula: Formula, full: Domains): Formula {
  switch (formula.type) {
    case 'is':
      return { ...formula, mask: (full[formula.variable] ?? 0n) & ~formula.mask }
    case 'all':
      return { type: 'any', parts: formula.parts.map((part) => not(part, full)) }
    case 'any':
      return { type: 'all', parts: formula.parts.map((part) => not(part, full)) }
  }
}

/**
 * Tells whether a statement is so, or not so, whatever the variables turn out to be; `null` where
 * that is open.
 *
 * It looks at one part at a time, so `null` does not promise that both may come about: of a
 * variable with two values, "it is 0, or it is 1" is always so, and is called open. An answer of
 * `true` or `false` is certain, and stays so when the domains shrink.
 */
export function truthOf(formula: Formula, domains: Domains): boolean | null {
  if (formula.type === 'is') {
    const domain = domains[formula.variable] ?? 0n
    if ((domain & formula.mask) === 0n) return false
    return (domain & ~formula.mask) === 0n ? true : null
  }
  // One true part settles an `any`, one false part settles an `all`.
  const settles = formula.type === 'any'
  let isOpen = false
  for (const part of formula.parts) {
    const known = truthOf(part, domains)
    if (known === settles) return settles
    if (known === null) isOpen = true
  }
  return isOpen ? null : !settles
}
