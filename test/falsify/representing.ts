import {
  DAY,
  type Engagement,
  type Evidence,
  HOUR,
  MINUTE,
  RELATIONS,
} from '../../src/model/index.js'
import { type Choose, HERE, iso, NOW, PHONES } from '../trust/evidenceWorld.js'
import { pick } from './words.js'

/** Makes what a directory says of a customer who may act for another: mostly well, sometimes not. */
export const actingTie = (choose: Choose): Evidence => ({
  kind: 'directory',
  at: iso(NOW - pick(choose, [MINUTE, MINUTE, MINUTE, 25 * HOUR])),
  query: { phone: pick(choose, ['+14155550190', '+14155550190', PHONES[0]]) },
  matches: [
    {
      customer: pick(choose, ['C-1', 'C-1', 'C-1', 'C-2']),
      basis: pick(choose, ['verified', 'verified', 'verified', 'on_file', 'claimed']),
      since: iso(NOW - 900 * DAY),
      confirmed: iso(NOW - 4 * DAY),
      acts_for: pick(choose, ['C-2', 'C-2', 'C-2', 'C-2', 'C-3', 7]),
      as: pick(choose, [...RELATIONS, ...RELATIONS, 'friend']),
      ...pick(choose, [
        {},
        {},
        {},
        { until: iso(NOW + DAY) },
        { until: iso(NOW - DAY) },
        { until: 'when they are of age' },
        { origin: HERE },
      ]),
    },
  ],
})

/** A tie of the customer that counts. */
const GOOD: Evidence = {
  kind: 'directory',
  at: iso(NOW - MINUTE),
  query: { phone: '+14155550190' },
  matches: [
    {
      customer: 'C-1',
      basis: 'verified',
      since: iso(NOW - 900 * DAY),
      confirmed: iso(NOW - 4 * DAY),
      acts_for: 'C-2',
      as: 'guardian',
    },
  ],
}

/** Lets an engagement be on behalf of somebody else, with whatever ties there may be. */
export function onBehalf(choose: Choose, engagement: Engagement): Engagement {
  const ties = [
    ...Array.from({ length: choose(3) }, () => actingTie(choose)),
    ...(choose(2) === 0 ? [GOOD] : []),
  ]
  return {
    ...engagement,
    subject: pick(choose, ['C-2', 'C-2', 'C-2', 'C-3', 'C-1', '']),
    evidence: [...(engagement.evidence ?? []), ...ties],
  }
}
