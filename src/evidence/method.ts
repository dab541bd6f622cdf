import type { Category } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import type { Evidence } from '../model/engagement.js'
import type { Instant } from '../model/instant.js'
import type { Rank } from '../model/level.js'
import type { Result } from '../model/result.js'

/** Control of an identifier or account, shown in a conversation: `conversation → node`. */
export interface Proof {
  readonly type: 'proof'
  readonly node: NodeId
  readonly grade: Rank
  readonly via?: string
  readonly category: Category | null
  readonly categories: readonly Category[]
  readonly causes: readonly string[]
  readonly phishable: boolean
  /** When the person acted. */
  readonly since: Instant
  /** When it stops counting, whatever the channel. */
  readonly until: Instant
  readonly amount?: string
  readonly payee?: string
}

/** A binding made elsewhere: `identifier → account`, `identifier → customer` or `account → customer`. */
export interface Tie {
  readonly type: 'tie'
  readonly from: NodeId
  readonly to: { readonly account: NodeId } | { readonly customer: string }
  readonly grade: Rank
  readonly since?: Instant
  readonly until: Instant
}

/** A limit on a node, on a tie to a customer, or on the whole conversation. */
export interface Limit {
  readonly type: 'limit'
  readonly code: string
  readonly on: { readonly node: NodeId } | { readonly customer: string } | 'conversation'
  readonly max: Rank
  readonly since: Instant
  readonly until: Instant
}

/** A check that came back clean: lifts the default cap of that signal on that node. */
export interface Clean {
  readonly type: 'clean'
  readonly signal: string
  readonly node: NodeId
  readonly since: Instant
  readonly until: Instant
}

/** What one evidence item says, in the terms of the trust graph. */
export type Fact = Proof | Tie | Limit | Clean

/** One evidence method: reads its source's own JSON, in either casing, into facts. Total and quiet. */
export interface Method {
  readonly kind: string
  /** Whether it proves anything about the person, and so must be bound to this conversation. */
  readonly bound: boolean
  read(item: Evidence): Result<readonly Fact[]>
}
