import { RESOLUTIONS } from '../model/index.js'
import { namesUnder, RISK, ROLE, type Terms, TIME, TOPIC } from './terms.js'

/**
 * Says what a question has most of to tell apart, and what its author can do, such as `8 facts of 10 values: declare fewer
 * values or thresholds`. It is the policy as it is asked about that is counted, not where a search happened to stop.
 */
export function widestDimension(terms: Terms): string {
  // What has the most bits is what a search went through most, whichever branch it was given up in.
  const dimensions = dimensionsOf(terms).toSorted((a, b) => b.bits - a.bits)
  return dimensions[0]?.words ?? ''
}

function dimensionsOf(terms: Terms) {
  const { facts, counts, moments } = terms
  const named = (prefix: string): number => namesUnder(terms, prefix).length
  // A fact that no statement came to speak of is no variable, and costs nothing.
  const values = [...facts]
    .filter(([fact]) => terms.known.has(`fact ${fact}`))
    .map(([, known]) => known.length)
  const most = Math.max(0, ...values)
  return [
    {
      bits: values.reduce((sum, count) => sum + Math.log2(count + 1), 0),
      words: `${values.length} facts of up to ${most} values: declare fewer values or thresholds`,
    },
    {
      bits: named(RISK),
      words: `${named(RISK)} risks: name fewer of them in conditions`,
    },
    {
      bits: named(TOPIC),
      words: `${named(TOPIC)} intents: name fewer classes and actions under \`intent\``,
    },
    {
      bits: counts.length,
      words: `${counts.length} requirements of proof: disclose fewer classes at once, or let them share ages and methods`,
    },
    {
      bits: named(ROLE),
      words: `${named(ROLE)} roles: name fewer of them in conditions and requirements`,
    },
    {
      bits: terms.known.has(TIME) ? Math.log2(moments.length + 2) : 0,
      words: `${moments.length} moments: name fewer dates`,
    },
    {
      // What every question has: trust in both directions, the record and the channel.
      bits: Math.log2(5 * 5 * RESOLUTIONS.length * Math.max(1, terms.ways.length)),
      words: `${terms.ways.length} channels: declare fewer of your own`,
    },
  ]
}
