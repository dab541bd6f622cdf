import type { CompiledPolicy } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import { findMethod } from '../evidence/index.js'
import { DAY, type Decision, type Engagement, HOUR, isRecord, MINUTE } from '../model/index.js'
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
 * or later, or with one proof more, then with two. `null` where two proofs more are not enough, or where the
 * engagement is so large that not every change was tried.
 */
export function findFlip(
  policy: CompiledPolicy,
  situation: Situation,
  isSo: (decision: Decision) => boolean,
): Flip | null {
  const flip = searchFlips(policy, situation)(isSo)
  return flip === 'not_all_tried' ? null : flip
}

/** Finds the nearest change after which something is so; says where there were more changes than are tried. */
export type FlipSearch = (isSo: (decision: Decision) => boolean) => Flip | null | 'not_all_tried'

/** How many items of evidence are read, over all changes: each change is decided anew, with all there is. */
const MOST_READ = 50_000

/**
 * Opens a search for changes to one situation. What a change leads to is decided once, whatever is asked of it, and
 * only as many changes are tried as go with the size of the engagement.
 */
export function searchFlips(policy: CompiledPolicy, situation: Situation): FlipSearch {
  const { engagement } = situation
  if (!isRecord(engagement)) return () => null
  const size = 1 + listOf(engagement.evidence).length + listOf(engagement.readers).length
  const changes = changesTo(policy, situation)
  const tried: { readonly flip: Flip; readonly decision: Decision }[] = []
  const most = Math.floor(MOST_READ / size)
  return (isSo) => {
    const known = tried.find(({ decision }) => isSo(decision))
    if (known !== undefined) return known.flip
    while (tried.length < most) {
      const next = changes.next()
      if (next.done === true) return null
      const flip = next.value
      const decision = evaluate(policy, flip.situation.engagement, flip.situation.at)
      tried.push({ flip, decision })
      if (isSo(decision)) return flip
    }
    return 'not_all_tried'
  }
}

/** Lists changes, the nearest first: one at a time, as few are looked at. */
function* changesTo(policy: CompiledPolicy, situation: Situation): Generator<Flip, undefined> {
  const { engagement, at } = situation
  yield* lessOf(engagement, at)
  yield* timesOf(engagement, at)
  yield* moreOf(policy, situation)
  for (const first of moreOf(policy, situation).filter(isGood))
    for (const second of moreOf(policy, first.situation, 1).filter(isGood))
      yield { ...second, change: `${first.change}; ${second.change}` }
  return undefined
}

/** Reads a list that may be anything: what is no list holds nothing. */
const listOf = <Item>(list: readonly Item[] | null | undefined): readonly Item[] =>
  Array.isArray(list) ? list : []

// Of two proofs both are of the better sort: what weaker ones open, one good one opens.
const isGood = ({ change }: Flip): boolean => GOOD.test(change)

const GOOD =
  /^with (?:the address verified|sms check of (?:the number|another number \(verified)|email check of (?:the|a mailbox \(verified)|login .{1,60} \(token\)|passkeys challenge$|agent called)/

function* lessOf(engagement: Engagement, at: number): Generator<Flip> {
  const { evidence, readers } = engagement
  for (const [index, item] of listOf(evidence).entries())
    yield {
      change: `without /evidence/${index}${kindOf(item)}`,
      situation: { engagement: { ...engagement, evidence: without(listOf(evidence), index) }, at },
    }
  for (const index of listOf(readers).keys())
    yield {
      change: `without /readers/${index}`,
      situation: { engagement: { ...engagement, readers: without(listOf(readers), index) }, at },
    }
}

const without = <Item>(list: readonly Item[], index: number): readonly Item[] =>
  list.filter((_, other) => other !== index)

// A kind that is known is a word of ours; anything else may be a value that was received.
const kindOf = (item: unknown): string => {
  const method = isRecord(item) ? findMethod(item['kind']) : undefined
  return method === undefined ? '' : ` (${method.kind})`
}

const addressIn = (contact: unknown): string => {
  const address = isRecord(contact) ? contact['address'] : undefined
  return typeof address === 'string' ? address : ''
}

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
  const address = addressIn(engagement.contact)
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

/**
 * Adds what somebody does now. Evidence of the scene names the scene's conversation; here it is gathered for this one,
 * and for this message: where there is no session, proof that names none opens no action.
 */
function add(engagement: Engagement, { evidence = [], claims = {} }: Part): Engagement {
  const { conversation, message = THIS_MESSAGE } = engagement
  return {
    ...engagement,
    message,
    claims: { ...(isRecord(engagement.claims) ? engagement.claims : {}), ...claims },
    evidence: [
      ...listOf(engagement.evidence),
      ...evidence.map((item) =>
        'conversation' in item ? { ...item, conversation, message } : item,
      ),
    ],
  }
}

// A name for the message that is answered, where the engagement has none.
const THIS_MESSAGE = 'this-message'
