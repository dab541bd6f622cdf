import type { Engagement, Rank, Resolution } from '../../model/index.js'

/** What is asked for, and the facts from the business. */
export interface Request {
  readonly topics: readonly string[]
  /** Whether the amount and payee of the scene are named. */
  readonly linked: boolean
  readonly context: NonNullable<Engagement['context']>
}

/** What is known of one assessment, as far as a question looks at it. */
export interface View {
  readonly write: Rank
  readonly read: Rank
  readonly resolution: Resolution
  isBad(risk: string): boolean
  /** The rank that the lens of this key reaches. */
  rank(lens: string): Rank
  readonly channel: string
  readonly request: Request
}
