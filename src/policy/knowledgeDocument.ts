/**
 * What a check of the business's own asks, what it is worth, and how often it may be tried. What
 * somebody knows, others know too, and NIST SP 800-63B-4 lets nobody be verified by questions: so a
 * check is worth `recognized` at most.
 */
export interface KnowledgeDocument {
  /** What is asked, all of it. The first is what finds the record. */
  readonly asks: readonly string[]
  /** Never above `recognized`, which is the default, because others may know the same. */
  readonly grade?: 1 | 2 | 'claimed' | 'recognized'
  /**
   * How many wrong answers one person may give, and may be given about one record; the default is
   * 5.
   */
  readonly attempts?: number
  /**
   * For how long after the last attempt they are counted; the default is a day. Of several checks
   * the longest counts for all.
   */
  readonly within?: string
}
