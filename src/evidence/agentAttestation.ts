import {
  type Evidence,
  fail,
  type Instant,
  isAbsent,
  type JsonObject,
  LEVELS,
  ok,
  type Result,
  toInstant,
  workerName,
} from '../model/index.js'
import { ATTESTABLE, type Attestable, CALLBACK, FLAGS, OVERRIDE, PROVING } from './attestable.js'
import { attestationSpecimens } from './attestationSpecimens.js'
import { FOR_EVER, localTie, note, unreadable } from './facts.js'
import { bodyOf, isName, pick } from './fields.js'
import {
  BOUND,
  either,
  evidenceForm,
  listField,
  nameIn,
  number,
  oneOfField,
  openWord,
  textField,
  time,
} from './form.js'
import type { EvidenceMethod, Fact, LimitFact, ProofFact } from './method.js'
import { readTelephone } from './readNode.js'
import { readRank } from './readRank.js'
import { CODE_VALIDITY, PROOF_LIVES, SESSION_VALIDITY } from './validity.js'

// The worker's name as TaskRouter has it, and when they said so.
const ITEM = {
  kind: 'agent_attestation',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  agent: 'WK01',
}

/**
 * What an agent attests. An agent may always lower trust (`flags`, or `lower` to a level), for the
 * rest of the conversation, and may raise it only as far as the method that was used. An `override`
 * needs a second person, a reason and an expiry, and reaches `recognized` at most: it opens nothing
 * that takes a proof.
 */
export const agentAttestation = {
  kind: 'agent_attestation',
  form: evidenceForm('agent_attestation', {
    needed: { at: time, conversation: textField, agent: textField },
    others: {
      ...BOUND,
      // Methods that prove nothing are not in the form. They are still read, so that they are refused by name.
      method: nameIn({ ...PROVING, override: OVERRIDE }),
      customer: textField,
      address: textField,
      // Codes of your own may come as well: a flag that nobody knows is a flag.
      flags: listField(openWord(...FLAGS)),
      lower: either(oneOfField(...LEVELS), number),
      // Both spellings are read, because forms and code write them differently.
      approvedBy: textField,
      approved_by: textField,
      reason: textField,
      expires: time,
    },
  }),
  // An agent speaks of the conversation that they are in.
  bound: true,
  // An item that cannot be read may have been a warning.
  mayBeRisk: true,
  read: readAgentAttestation,
  // The cause is the SIM, or the agent: two statements of one agent count as one.
  proves: () =>
    [...ATTESTABLE.values(), OVERRIDE].flatMap(({ ceiling, categories, calls }) =>
      ceiling === 0
        ? []
        : [
            {
              ...(calls && { via: CALLBACK }),
              grade: ceiling,
              categories,
              causes: [calls ? 'sim' : 'agent'],
              phishable: true,
              linkable: false,
              vouched: true,
              lives: PROOF_LIVES,
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
    // Items that raise nothing and are no risk: the method is unknown, nobody is named, or there is no
    // second person.
    invalid: [
      { ...ITEM, method: 'hunch', customer: 'C-1001' },
      { ...ITEM, method: 'callback' },
      { ...ITEM, agent: undefined, method: 'callback', address: '+14155550100' },
      { ...ITEM, method: 'override', customer: 'C-1001', approvedBy: 'WK01', reason: 'x' },
      { ...ITEM, flags: [] },
    ],
    // Nothing of the item can be read, so it may have been a warning.
    unreadable: [{ ...ITEM }, { ...ITEM, flags: ['coaching'], result: 'none' }],
  },
} satisfies EvidenceMethod

/**
 * Reads what an agent said: first what warns, which counts whatever else is wrong, then what
 * vouches, which counts only where all of it can be read.
 */
function readAgentAttestation(item: Evidence): Result<readonly Fact[]> {
  const body = bodyOf(item)
  // Flags beside the result and in it count, for whoever writes them may not know where they belong.
  const facts: Fact[] = [...readLowering(item)]
  if (body === null) return ok([...facts, unreadableAt('/result')])
  // The item may be wrapped in a result: what either says counts.
  if (body !== item) facts.push(...readLowering(body))
  const { method } = body
  if (isAbsent(method)) {
    if (facts.length > 0) return ok(facts)
    // An agent said something of which nothing can be read, so it may have been a warning. An empty list of
    // flags is no warning.
    return Array.isArray(body['flags'])
      ? fail('malformed', '/method')
      : ok([unreadableAt('/method')])
  }
  // A warning stands also where the raise is refused; then the refusal is a note beside it.
  const raised = readRaising(body, item)
  if (raised.ok) return ok([...facts, ...raised.value])
  if (facts.length === 0) return raised
  return ok([...facts, ...raised.issues.map(({ code, path }) => note(code, path))])
}

/** Says that a warning by the agent may have been lost, and only of this conversation, unless the item names another. */
const unreadableAt = (path: string): Fact => ({
  ...unreadable('malformed', path),
  within: 'conversation',
})

/** Lowering takes effect whatever else is wrong with the item. A flag nobody knows is a flag. */
function readLowering(body: JsonObject): readonly Fact[] {
  // The limit does not end: somebody who was coached a minute ago may still be.
  const limit: Omit<LimitFact, 'code' | 'max'> = {
    type: 'limit',
    on: 'conversation',
    ...FOR_EVER,
  }
  // Both may be given: each is a limit by itself, and the stricter one counts.
  const { flags, lower } = body
  const facts: Fact[] = []
  if (Array.isArray(flags) && flags.length > 0) {
    facts.push({ ...limit, code: 'agent_flag', max: 1 })
    const isKnown = flags.every((flag) => FLAGS.some((known) => known === flag))
    if (!isKnown) facts.push(note('unknown_value', '/flags'))
  } else if (!isAbsent(flags) && !Array.isArray(flags)) {
    facts.push({ ...limit, code: 'agent_flag', max: 1 }, note('malformed', '/flags'))
  }
  if (isAbsent(lower)) return facts
  const max = readRank(lower)
  // How far is not known, so as far as it can be.
  if (max === null) facts.push(note('malformed', '/lower'))
  facts.push({ ...limit, code: 'agent_lowered', max: max ?? 0 })
  return facts
}

/**
 * Reads what an agent attests: control of a number that they called, or the person whom they saw. Nothing is raised
 * above what the method is worth, and nothing by an agent who is not named.
 *
 * Refuses with `malformed_time`, `malformed`, `unknown_value` or `no_authentication`, and the
 * place.
 */
function readRaising(body: JsonObject, item: Evidence): Result<readonly Fact[]> {
  const at = toInstant(item['at'])
  if (at === null) return fail('malformed_time', '/at')
  // Without a name nobody is responsible for it.
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
  // The number that was called, which has to be one on file to lead anywhere.
  const node = readTelephone(address)
  if (node === null) return fail('malformed', '/address')
  return ok([proofOf(node, word)])
}

// A cause of its own beside the SIM, so that two calls by one agent are not two proofs.
// One agent's word is one word, however often and by whichever method it is given, and however the name is spelt.
const causeOf = (agent: string): string => `agent:${workerName(agent)}`

/**
 * Reads an override: two persons, a reason and an end, or nothing. It ends when it says so, and after a day at the
 * latest.
 *
 * Refuses with `second_person_missing` where one person stands for both.
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

/**
 * The agent names the customer. The proof gets a node of its own that is tied to that customer
 * alone, so it leads to the record that the agent means and to no other, whatever the directory
 * says.
 */
function attest(customer: string, word: AgentWord): readonly Fact[] {
  const from = `attested:${customer}`
  const { kind, at: starts, until } = word
  const tie = localTie(from, customer, { grade: kind.ceiling, starts, until })
  return [proofOf(from, word), tie]
}

/**
 * The proof that comes from an agent's word. It can be relayed (somebody talked the agent into it) and is vouched
 * for, so it is no factor of the person's own (PSD2 Art 4(30)).
 */
function proofOf(node: string, { agent, kind, at, until }: AgentWord): ProofFact {
  const { ceiling, categories } = kind
  const cause = causeOf(agent)
  return {
    type: 'proof',
    node,
    grade: ceiling,
    categories,
    causes: kind.calls ? [`sim:${node}`, cause] : [cause],
    phishable: true,
    vouched: true,
    since: at,
    starts: at,
    until,
    lapses: Math.min(until, at + CODE_VALIDITY),
    ...(kind.calls && { via: CALLBACK }),
  }
}
