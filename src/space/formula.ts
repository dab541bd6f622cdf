/** A variable of a question has one of finitely many values; a set of them is a mask with a bit for each. */
export type Mask = bigint

/** What may be asked of a state: that a variable has one of some values, and all or any of such statements. */
export type Formula =
  | { readonly type: 'is'; readonly variable: number; readonly mask: Mask }
  | { readonly type: 'all'; readonly parts: readonly Formula[] }
  | { readonly type: 'any'; readonly parts: readonly Formula[] }

/** Always so. */
export const TRUE: Formula = { type: 'all', parts: [] }

/** Never so. */
export const FALSE: Formula = { type: 'any', parts: [] }

/** Joins statements that all hold. */
export const all = (...parts: readonly Formula[]): Formula => ({ type: 'all', parts })

/** Joins statements of which one at least holds. */
export const any = (...parts: readonly Formula[]): Formula => ({ type: 'any', parts })

/** What each variable may still be, by its number. */
export type Domains = readonly Mask[]

/** Gives the statement that holds just where another does not, with every value of each variable in `full`. */
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

/** Tells whether a statement is so, or not so, whatever the variables turn out to be; `null` where that is open. */
export function decided(formula: Formula, domains: Domains): boolean | null {
  if (formula.type === 'is') {
    const domain = domains[formula.variable] ?? 0n
    if ((domain & formula.mask) === 0n) return false
    return (domain & ~formula.mask) === 0n ? true : null
  }
  const settles = formula.type === 'any'
  let isOpen = false
  for (const part of formula.parts) {
    const known = decided(part, domains)
    if (known === settles) return settles
    if (known === null) isOpen = true
  }
  return isOpen ? null : !settles
}
