/** The relations in which one person may act for another, as a directory says it. */
export const RELATIONS = ['guardian', 'attorney', 'household', 'staff_of'] as const

/** The relation in which one person acts for another. */
export type Relation = (typeof RELATIONS)[number]

/** Somebody writes on behalf of another person, who is the subject of what is asked. */
export interface Acting {
  /** The relations that the directory gives; none where no tie of theirs counts. */
  readonly as: readonly Relation[]
  /** The subject as the directory names it; `null` where no tie counts, for a claim is never repeated. */
  readonly subject: string | null
}

/** Tells whether a word is a relation. */
export const isRelation = (word: unknown): word is Relation =>
  RELATIONS.some((relation) => relation === word)
