import type { Lens } from './lens.js'
import type { Request, View } from './view.js'

/** What is asked of every engagement there can be. */
export interface Question {
  /** Requests to tell apart. */
  readonly requests: readonly Request[]
  /** What to look at in the supports, for requests that name a payment and for those that do not. */
  lenses(linked: boolean): readonly Lens[]
  /** Risks to tell apart, those that are alike together. */
  readonly risks: readonly (readonly string[])[]
  /** Whether it matters which record was found, if any. */
  readonly resolution: boolean
  /** Classes and actions that a proof may have to be gathered for. */
  readonly purposes: readonly string[]
  /** Set where nothing else than the purposes can be asked for, because the policy has nothing else. */
  readonly closed?: boolean
  /** Classes and actions whose being asked for is part of the request; all others may be asked for at will. */
  readonly topics: readonly string[]
  /** Lists of channels: those that are on the same lists are alike. `null` to tell every channel apart. */
  readonly channels: readonly (readonly string[])[] | null
  /** The answer, one view a side, in words: views with equal answers are alike. */
  answer(views: readonly View[]): string
}
