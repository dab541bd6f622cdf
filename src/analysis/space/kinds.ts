/** Categories with the causes they rest on: all that corroboration tells apart. */
export interface Kind {
  readonly categories: readonly string[]
  readonly causes: readonly string[]
  /** Set where somebody else vouches for it: it corroborates, and spans nothing. */
  readonly vouched?: true
}

/** The kinds of proof that there are, numbered, and which sets of them corroborate. */
export interface Kinds {
  /** How many there are to tell apart. */
  readonly count: number
  /** How many of them are of the person's own, and so may span categories: theirs are the lowest bits. */
  readonly own: number
  /** The bit of a kind; 0 for one that was never counted. */
  bitOf(kind: Kind): number
  /** Whether two of the kinds are of different categories and rest on nothing in common. */
  corroborates(bits: number): boolean
  /** Whether kinds that rest on nothing in common span so many categories. */
  spans(bits: number, count: number): boolean
  /** Leaves out each kind beside which a better one is there: whatever corroborates it corroborates the better. */
  simplify(bits: number): number
}

/**
 * Counts the kinds there are. Kinds of the same categories that corroborate the same others are one: a second number
 * is as good as a third.
 */
export function countKinds(kinds: readonly Kind[]): Kinds {
  const isOwn = ({ vouched }: Kind): boolean => vouched !== true
  const ordered = [...kinds.filter((kind) => !isOwn(kind)), ...kinds.filter(isOwn)]
  const found = [...new Map(ordered.map((kind) => [keyOf(kind), kind])).values()]
  const all = [...found.filter(isOwn), ...found.filter((kind) => !isOwn(kind))]
  const likes = all.map((kind) => `${kind.categories.join()} ${alliesOf(kind, all)}`)
  const classes = [...new Set(likes)]
  const members = classes.map((like) => all.filter((_, at) => likes[at] === like))
  const first = members.flatMap((list) => list.slice(0, 1))
  const allies = members.map((list) =>
    members.reduce(
      (mask, others, at) =>
        list.some((one) => others.some((other) => pairs(one, other))) ? mask | (1 << at) : mask,
      0,
    ),
  )
  const bits = new Map(all.map((kind, at) => [keyOf(kind), 1 << classes.indexOf(likes[at] ?? '')]))
  const better = allies.map((mine, at) =>
    allies.reduce((mask, theirs, other) => {
      const isBetter = other !== at && (mine & ~theirs) === 0 && (mine !== theirs || other < at)
      return isBetter ? mask | (1 << other) : mask
    }, 0),
  )
  const spanned = new Map<string, boolean>()
  return {
    count: classes.length,
    own: members.filter((list) => list.some(isOwn)).length,
    bitOf: (kind) => bits.get(keyOf(kind)) ?? 0,
    corroborates: (set) => allies.some((mask, at) => (set & (1 << at)) !== 0 && (set & mask) !== 0),
    spans(set, count) {
      const key = `${set} ${count}`
      const before = spanned.get(key)
      if (before !== undefined) return before
      const covered = covers(
        first.filter((_, at) => (set & (1 << at)) !== 0),
        count,
        [],
        [],
      )
      spanned.set(key, covered)
      return covered
    },
    simplify: (set) =>
      better.reduce((left, mask, at) => ((left & mask) === 0 ? left : left & ~(1 << at)), set),
  }
}

const keyOf = ({ categories, causes }: Kind): string => `${categories.join()} ${causes.join()}`

const alliesOf = (kind: Kind, all: readonly Kind[]): string =>
  all.flatMap((other, at) => (pairs(kind, other) ? [at] : [])).join()

const pairs = (one: Kind, other: Kind): boolean =>
  keyOf(one) !== keyOf(other) && differ(one, other) && areDisjoint(one.causes, other.causes)

const differ = (one: Kind, other: Kind): boolean =>
  one.categories.length > 1 ||
  other.categories.length > 1 ||
  one.categories[0] !== other.categories[0]

const areDisjoint = (some: readonly string[], others: readonly string[]): boolean =>
  !some.some((cause) => others.includes(cause))

function covers(
  kinds: readonly Kind[],
  count: number,
  causes: readonly string[],
  categories: readonly string[],
): boolean {
  if (categories.length >= count) return true
  return kinds.some((kind, at) => {
    const fresh = kind.categories.filter((category) => !categories.includes(category))
    if (fresh.length === 0 || !areDisjoint(kind.causes, causes)) return false
    return covers(
      kinds.slice(at + 1),
      count,
      [...causes, ...kind.causes],
      [...categories, ...fresh],
    )
  })
}
