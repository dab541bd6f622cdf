import { DAY, type Evidence, MINUTE } from '../../model/index.js'
import { iso, SCENE } from './scene.js'

const date = (daysAgo: number): string => iso(SCENE.at - daysAgo * DAY).slice(0, 10)

const OLD = { since: date(1_000), confirmed: date(20) }

/** What the directory may know of an identifier, by what its match says. */
export const TIES = {
  claimed: [{ customer: SCENE.customer, basis: 'claimed' }],
  onFile: [{ customer: SCENE.customer, basis: 'on_file', ...OLD }],
  verified: [{ customer: SCENE.customer, basis: 'verified', ...OLD }],
  // Nobody has confirmed it for longer than any window a policy would set.
  stale: [
    { customer: SCENE.customer, basis: 'verified', since: date(3_000), confirmed: date(2_900) },
  ],
  recent: [{ customer: SCENE.customer, basis: 'verified', since: date(1), confirmed: date(1) }],
  several: [
    { customer: SCENE.customer, basis: 'verified', ...OLD },
    { customer: SCENE.stranger, basis: 'verified', ...OLD },
  ],
  stranger: [{ customer: SCENE.stranger, basis: 'verified', ...OLD }],
} as const

/** A word for what the directory knows. */
export type TieWord = keyof typeof TIES

/** What was asked of the directory. */
export type Query = Readonly<Record<string, unknown>>

/** Makes the directory's answer about an identifier. */
export const directoryOf = (query: Query, tie: TieWord): Evidence => ({
  kind: 'directory',
  at: iso(SCENE.at - MINUTE),
  query,
  matches: TIES[tie],
})
