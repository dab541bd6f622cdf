import { parseIdentifier } from '../channels/index.js'
import {
  type Category,
  type Evidence,
  fail,
  type Instant,
  LEVELS,
  NEVER,
  ok,
  type Rank,
  type Result,
  toInstant,
  workerName,
} from '../model/index.js'
import { isTelephone } from './accountNode.js'
import { bodyOf, isName, type JsonObject, pick } from './fields.js'
import { BOUND, either, evidenceForm, listOf, number, oneOf, openWord, text, time } from './form.js'
import type { Fact, Limit, Method, ProofFact } from './method.js'
import { readRank } from './readRank.js'
import { bindingOf, type Specimen, type SpecimenPerson, type Stamp, timeText } from './specimen.js'
import { unreadable } from './unreadable.js'
import { CODE_VALIDITY, SESSION_VALIDITY } from './validity.js'

/** What an agent can find out, and the most it is worth. */
interface Attestable {
  /** The most that it is worth, however sure the agent is; 0 for what proves nothing. */
  readonly ceiling: Rank
  /** What kind of factor it is (63B-4 §2); none where an agent merely knows the person. */
  readonly category: Category | null
  /** Proves control of a number that was called; otherwise of the person who was seen. */
  readonly calls: boolean
}

/**
 * What an agent may attest. A call back to the number on file is 3, by its SIM (47 CFR 64.2010(b): "telephone number
 * of record"); a person seen with a document on file 3, our own ceiling. Questions about
 * the account prove nothing (63A-4 §3.1.2.1), nor does a voice that sounds right.
 */
const ATTESTABLE: ReadonlyMap<unknown, Attestable> = new Map<unknown, Attestable>([
  ['callback', { ceiling: 3, category: 'possession', calls: true }],
  ['agent_callback', { ceiling: 3, category: 'possession', calls: true }],
  ['in_person', { ceiling: 3, category: 'inherence', calls: false }],
  ['video_document', { ceiling: 3, category: 'inherence', calls: false }],
  ['known_person', { ceiling: 2, category: null, calls: false }],
  ['questions', { ceiling: 0, category: null, calls: false }],
  ['voice', { ceiling: 0, category: null, calls: false }],
])

/** What an agent may report: each holds the conversation down to 1 for good. */
const FLAGS: ReadonlySet<unknown> = new Set(['coaching', 'duress', 'mismatch', 'suspicious'])

const ITEM = {
  kind: 'agent_attestation',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  agent: 'WK01',
}

/**
 * An agent's word. It lowers trust freely (`flags`, or `lower` to a level) and for the rest of the conversation, and
 * raises it only to the ceiling of the method used. An `override` needs a second person, a reason and an expiry, and
 * reaches `recognized` at most: it opens nothing that takes a proof.
 */
export const agentAttestation = {
  kind: 'agent_attestation',
  form: evidenceForm('agent_attestation', {
    needed: { at: time, conversation: text, agent: text },
    others: {
      ...BOUND,
      // Methods that prove nothing are no words of the form; they are read all the same, to be refused by name.
      method: oneOf(
        'callback',
        'agent_callback',
        'in_person',
        'video_document',
        'known_person',
        'override',
      ),
      customer: text,
      address: text,
      flags: listOf(openWord('coaching', 'duress', 'mismatch', 'suspicious')),
      lower: either(oneOf(...LEVELS), number),
      approvedBy: text,
      approved_by: text,
      reason: text,
      expires: time,
    },
  }),
  bound: true,
  mayBeBadNews: true,
  read: readAgentAttestation,
  // By its SIM, or by the agent: two words of one agent are one.
  proves: () =>
    [...ATTESTABLE.values(), OVERRIDE].flatMap(({ ceiling, category, calls }) =>
      ceiling === 0
        ? []
        : [
            {
              ...(calls && { via: 'call' }),
              grade: ceiling,
              categories: category === null ? [] : [category],
              causes: [calls ? 'sim' : 'agent'],
              phishable: true,
              linkable: false,
              vouched: true,
              lives: { session: SESSION_VALIDITY, message: CODE_VALIDITY },
            },
          ],
    ),
  specimens: attestationSpecimens,
  examples: {
    valid: [
      { ...ITEM, method: 'callback', address: '+14155550100' },
      { ...ITEM, method: 'in_person', customer: 'C-1001' },
      { ...ITEM, flags: ['coaching'] },
      { ...ITEM, lower: 'claimed' },
      {
        ...ITEM,
        method: 'override',
        customer: 'C-1001',
        approvedBy: 'WK02',
        reason: 'known at the branch',
        expires: '2026-11-22T11:00:00Z',
      },
    ],
    // What raises nothing and warns of nothing: no method that there is, nobody named, or no second person.
    invalid: [
      { ...ITEM, method: 'hunch', customer: 'C-1001' },
      { ...ITEM, method: 'callback' },
      { ...ITEM, agent: undefined, method: 'callback', address: '+14155550100' },
      { ...ITEM, method: 'override', customer: 'C-1001', approvedBy: 'WK01', reason: 'x' },
      { ...ITEM, flags: [] },
    ],
    // What may have been a warning: nothing else of it can be read.
    unreadable: [{ ...ITEM }, { ...ITEM, flags: ['coaching'], result: 'none' }],
  },
} satisfies Method

function readAgentAttestation(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  // Flags beside the result and in it count, for whoever writes them may not know where they belong.
  const facts: Fact[] = [...readLowering(item)]
  if (body === null) return ok([...facts, unreadableAt('/result')])
  if (body !== item) facts.push(...readLowering(body))
  const { method } = body
  if (method === undefined || method === null) {
    if (facts.length > 0) return ok(facts)
    // An agent said something, and nothing of it can be read: it may have been a warning. No flags are none.
    return Array.isArray(body['flags'])
      ? fail('malformed', '/method')
      : ok([unreadableAt('/method')])
  }
  // A warning stands also where the raise is refused; then the refusal is a note beside it.
  const raised = readRaising(body, item)
  if (raised.ok) return ok([...facts, ...raised.value])
  if (facts.length === 0) return raised
  const notes = raised.issues.map(({ code, path }): Fact => ({ type: 'note', code, path }))
  return ok([...facts, ...notes])
}

// What the agent had to say of this conversation may have been bad.
const unreadableAt = (path: string): Fact => ({
  ...unreadable('malformed', path),
  within: 'conversation',
})

/** Lowering takes effect whatever else is wrong with the item. A flag nobody knows is a flag. */
function readLowering(body: JsonObject): readonly Fact[] {
  // For good: whoever was coached a minute ago may still be.
  const limit: Omit<Limit, 'code' | 'max'> = {
    type: 'limit',
    on: 'conversation',
    since: Number.NEGATIVE_INFINITY,
    until: NEVER,
  }
  const { flags, lower } = body
  const facts: Fact[] = []
  if (Array.isArray(flags) && flags.length > 0) {
    facts.push({ ...limit, code: 'agent_flag', max: 1 })
    const isKnown = flags.every((flag) => FLAGS.has(flag))
    if (!isKnown) facts.push({ type: 'note', code: 'unknown_value', path: '/flags' })
  } else if (flags !== undefined && flags !== null && !Array.isArray(flags)) {
    facts.push({ ...limit, code: 'agent_flag', max: 1 })
    facts.push({ type: 'note', code: 'malformed', path: '/flags' })
  }
  if (lower === undefined || lower === null) return facts
  const max = readRank(lower)
  // How far is not known, so as far as it can be.
  if (max === null) facts.push({ type: 'note', code: 'malformed', path: '/lower' })
  facts.push({ ...limit, code: 'agent_lowered', max: max ?? 0 })
  return facts
}

/**
 * Reads what an agent attests: control of a number that they called, or the person whom they saw. Nothing is raised
 * above what the method is worth, and nothing by an agent who is not named.
 */
function readRaising(body: JsonObject, item: Evidence): Result<readonly Fact[]> {
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  const { agent, method, customer, address } = body
  if (!isName(agent)) return fail('malformed', '/agent')
  if (method === 'override') return readOverride(body, agent, at)
  const kind = ATTESTABLE.get(method)
  if (kind === undefined) return fail('unknown_value', '/method')
  if (kind.ceiling === 0) return fail('no_authentication', '/method')
  // Half of it is when: the word of an agent holds as long as a session may (63B-4 §2.2.3).
  const word = { agent, kind, at, until: at + SESSION_VALIDITY }
  if (!kind.calls) {
    if (!isName(customer)) return fail('malformed', '/customer')
    return ok(attest(customer, word))
  }
  const node = typeof address === 'string' ? parseIdentifier(address) : null
  if (node === null || !isTelephone(node)) return fail('malformed', '/address')
  return ok([proofOf(node, word)])
}

// A cause of its own beside the SIM, so that two calls by one agent are not two proofs.
// One agent's word is one word, however often and by whichever method it is given, and however the name is spelt.
const causeOf = (agent: string): string => `agent:${workerName(agent)}`

const OVERRIDE: Attestable = { ceiling: 2, category: null, calls: false }

/**
 * Reads an override: two persons, a reason and an end, or nothing. It ends when it says so, and after a day at the
 * latest.
 */
function readOverride(body: JsonObject, agent: string, at: Instant): Result<readonly Fact[]> {
  const { customer, reason } = body
  // One person under two spellings of a name is one person.
  const second = pick(body, 'approvedBy', 'approved_by')
  if (!isName(second) || workerName(second) === workerName(agent))
    return fail('second_person_missing', '/approvedBy')
  if (!isName(reason)) return fail('malformed', '/reason')
  if (!isName(customer)) return fail('malformed', '/customer')
  const expires = toInstant(body['expires'])
  if (expires === null) return fail('malformed_time', '/expires')
  const until = Math.min(expires, at + SESSION_VALIDITY)
  return ok(attest(customer, { agent, kind: OVERRIDE, at, until }))
}

/** What an agent gives their word for, and from when until when. */
interface AgentWord {
  readonly agent: string
  readonly kind: Attestable
  readonly at: Instant
  readonly until: Instant
}

/** The agent names the customer: a node of its own, tied to that customer alone. */
function attest(customer: string, word: AgentWord): readonly Fact[] {
  const from = `attested:${customer}`
  const { kind, at: starts, until } = word
  const tie = { from, to: { customer }, grade: kind.ceiling, starts, until } as const
  return [proofOf(from, word), { type: 'tie', ...tie, local: true }]
}

/**
 * The proof that an agent's word is. It can be relayed (somebody talked the agent into it) and is vouched for, so it
 * is no factor of the person's own (PSD2 Art 4(30)).
 */
function proofOf(node: string, { agent, kind, at, until }: AgentWord): ProofFact {
  const { ceiling, category } = kind
  const cause = causeOf(agent)
  return {
    type: 'proof',
    node,
    grade: ceiling,
    category,
    categories: category === null ? [] : [category],
    causes: kind.calls ? [`sim:${node}`, cause] : [cause],
    phishable: true,
    vouched: true,
    since: at,
    starts: at,
    until,
    lapses: Math.min(until, at + CODE_VALIDITY),
    ...(kind.calls && { via: 'call' }),
  }
}

// Down to each level that leaves somebody less than they could have.
const LOWERED: readonly Rank[] = [0, 1, 2, 3]

/** What an agent may attest, each reason to be wary, and each level that they may lower to. */
function attestationSpecimens(): readonly Specimen[] {
  // One maker for all of them: who, when and where is the same, and the fields say what.
  const said = (
    name: string,
    about: 'phone' | 'customer' | 'conversation',
    fields: (subject: SpecimenPerson, stamp: Stamp) => JsonObject,
  ): Specimen => ({
    name,
    says: about === 'conversation' ? 'bad' : 'proof',
    about,
    make: (subject, stamp) => ({
      kind: 'agent_attestation',
      at: timeText(stamp.at),
      ...bindingOf(stamp),
      agent: 'WK01',
      ...fields(subject, stamp),
    }),
  })
  return [
    ...[...ATTESTABLE].flatMap(([method, { ceiling, calls }]) =>
      ceiling === 0
        ? []
        : [
            said(`agent attests ${method}`, calls ? 'phone' : 'customer', (subject) => ({
              method,
              ...(calls ? { address: subject.phone } : { customer: subject.customer }),
            })),
          ],
    ),
    said('agent override', 'customer', ({ customer }, { expires }) => ({
      method: 'override',
      customer,
      approvedBy: 'WK02',
      reason: 'known at the branch',
      expires: timeText(expires),
    })),
    ...[...FLAGS].map((flag) =>
      said(`agent reports ${flag}`, 'conversation', () => ({ flags: [flag] })),
    ),
    ...LOWERED.map((lower) => said(`agent lowers to ${lower}`, 'conversation', () => ({ lower }))),
  ]
}
