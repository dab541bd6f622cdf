/**
 * What a check of the business's own asks, what it is worth, and how often it may be tried. What
 * somebody knows, others know too, and NIST SP 800-63B-4 lets nobody be verified by questions: so a
 * check is worth `recognized` at most.
 */
export interface KnowledgeDocument {
  /** What is asked, all of it. The first is what finds the record. */
  readonly asks: readonly string[]
  /** Never above `recognized`, which it is where left out: what somebody knows, others know too. */
  readonly grade?: 1 | 2 | 'claimed' | 'recognized'
  /**
   * Wrong answers that one person may give, and that may be given about one record; 5 where left
   * out.
   */
  readonly attempts?: number
  /**
   * For how long after the last attempt they are counted; a day where left out. Of several checks
   * the longest holds for all.
   */
  readonly within?: string
}
