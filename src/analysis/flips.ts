import { evaluate } from '../evaluate.js'
import type { Decision } from '../model/decision.js'
import type { Engagement } from '../model/engagement.js'
import { DAY, HOUR, MINUTE } from '../model/instant.js'
import type { CompiledPolicy } from '../policy/compiled.js'
import type { Situation } from './engagementOf.js'
import { attestations, factors } from './space/factors.js'
import { codesToContact, codesToMailbox, type Ingredient, ingredientsOf } from './space/proofs.js'
import type { Part } from './space/scene.js'
import { directoryOf } from './space/ties.js'

/** A small change to an engagement after which the decision is another. */
export interface Flip {
  /** What changes, in words, with the place of what goes. */
  readonly change: string
  readonly situation: Situation
}

/**
 * Finds the nearest engagement of which something else is so: with one item less, one reader less, a little earlier
 * or later, or with one proof more, then with two. `null` where two proofs more are not enough.
 */
export function findFlip(
  policy: CompiledPolicy,
  { engagement, at }: Situation,
  isSo: (decision: Decision) => boolean,
): Flip | null {
  const test = (flip: Flip): boolean =>
    isSo(evaluate(policy, flip.situation.engagement, flip.situation.at))
  const near = [...lessOf(engagement, at), ...timesOf(engagement, at)]
  const one = [...near, ...moreOf(policy, { engagement, at })].find(test)
  if (one !== undefined) return one
  for (const first of moreOf(policy, { engagement, at }).filter(isGood)) {
    const second = moreOf(policy, first.situation, 1).filter(isGood).find(test)
    if (second !== undefined) return { ...second, change: `${first.change}; ${second.change}` }
  }
  return null
}

// Of two proofs both are of the better sort: what weaker ones open, one good one opens.
const isGood = ({ change }: Flip): boolean => GOOD.test(change)

const GOOD =
  /^with (?:the address verified|sms check of (?:the number|another number \(verified)|email check of (?:the|a mailbox \(verified)|login .{1,60} \(token\)|passkeys challenge$|agent called)/

const lessOf = (engagement: Engagement, at: number): readonly Flip[] => [
  ...(engagement.evidence ?? []).map((item, index) => ({
    change: `without /evidence/${index} (${item.kind})`,
    situation: {
      engagement: {
        ...engagement,
        evidence: (engagement.evidence ?? []).filter((_, other) => other !== index),
      },
      at,
    },
  })),
  ...(engagement.readers ?? []).map((_, index) => ({
    change: `without /readers/${index}`,
    situation: {
      engagement: {
        ...engagement,
        readers: (engagement.readers ?? []).filter((_one, other) => other !== index),
      },
      at,
    },
  })),
]

const SPANS: readonly (readonly [string, number])[] = [
  ['10 minutes', 10 * MINUTE],
  ['an hour', HOUR],
  ['a day', DAY],
]

const timesOf = (engagement: Engagement, at: number): readonly Flip[] =>
  SPANS.flatMap(([span, length]) => [
    { change: `${span} earlier`, situation: { engagement, at: at - length } },
    { change: `${span} later`, situation: { engagement, at: at + length } },
  ])

function moreOf(policy: CompiledPolicy, { engagement, at }: Situation, round = 0): readonly Flip[] {
  const { address } = engagement.contact
  const vias = ['sms', 'sna', 'call', 'whatsapp', 'rcs']
  const phone = /\+[1-9]\d{6,14}$/.exec(address)?.[0]
  const own: readonly Ingredient[] =
    phone !== undefined
      ? codesToContact(phone, vias)
      : address.includes('@')
        ? codesToMailbox(address)
        : []
  return [
    ...onFile(address),
    ...own,
    ...ingredientsOf([policy], vias),
    ...factors,
    ...attestations,
  ].map(({ name, part }, index) => ({
    change: `with ${name}`,
    situation: {
      engagement: add(
        engagement,
        part({ at, purpose: null, linked: false, serial: 8_000 + round * 500 + index }),
      ),
      at,
    },
  }))
}

// What the directory could say of the address they write from.
const onFile = (address: string): readonly Ingredient[] =>
  (['onFile', 'verified'] as const).map((tie) => ({
    name: `the address ${tie === 'onFile' ? 'on file' : 'verified at enrolment'}`,
    part: () => ({ evidence: [directoryOf({ address }, tie)] }),
  }))

// Evidence of the scene names the scene's conversation; here it is gathered for this one.
const add = (engagement: Engagement, { evidence = [], claims = {} }: Part): Engagement => ({
  ...engagement,
  claims: { ...engagement.claims, ...claims },
  evidence: [
    ...(engagement.evidence ?? []),
    ...evidence.map((item) =>
      'conversation' in item ? { ...item, conversation: engagement.conversation } : item,
    ),
  ],
})
