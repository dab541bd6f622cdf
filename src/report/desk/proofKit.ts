import {
  type CompiledPolicy,
  type StepUpMethod,
  stepUpMethods,
  stepUpMethodsOf,
} from '../../decide/index.js'
import type { Specimen, SpecimenBinding } from '../../evidence/index.js'
import { DAY, type Evidence, MINUTE, SECOND } from '../../model/index.js'
import { SCENE, specimensOf, stampOf } from '../../space/index.js'

/**
 * Who gives proof, and to where a code or a call would go. A code to the number they write from
 * says less than it seems, so whether it is their own is kept apart.
 */
export interface ProofGiver {
  /** The policy, whose own methods and issuers count as well. */
  readonly policy: CompiledPolicy
  /** The message that a proof is given for, where the channel carries it no further; `null` where it does. */
  readonly message: string | null
  /** The payment that a code or a push shows, with its currency; `null` where none is asked for. */
  readonly payment: SpecimenBinding['payment']
  /** The address they write from, as the directory knows it; `null` where nobody could be found by it. */
  readonly account: string | null
  /** The number that a code goes to. */
  readonly phone: string
  /** The mailbox that a code goes to. */
  readonly mailbox: string
  /** Whether the number, or the mailbox, is the address they write from. */
  readonly isOwn: { readonly phone: boolean; readonly mailbox: boolean }
}

type TitledEvidence = readonly [title: string, evidence: Evidence]

/**
 * How a proof of each kind is made; a kind may have several forms, or none for somebody. A method
 * whose kind is not here has no proof on the desk.
 */
const PROOFS: Readonly<
  Record<string, (method: StepUpMethod, prover: ProofGiver) => readonly TitledEvidence[]>
> = {
  verify_check: codeProofs,
  factor_challenge: (method, prover) => challengeProofs(method, prover),
  session: (_, prover) => loginProofs(prover),
  account_link: linkProof,
  agent_attestation: (method, prover) => callBack(method, prover),
  knowledge_check: (method, prover) =>
    madeBy(prover, { kind: 'knowledge_check', name: `knows what ${method.name} asks` }).map(
      (item) => [`they know what ${method.name.replaceAll('_', ' ')} asks`, item],
    ),
}

/**
 * Lists a proof for every method there is, those that the policy names first. Two methods whose
 * proofs are called the same are one item, by the first of them.
 */
export function proofKit(prover: ProofGiver) {
  const own = stepUpMethodsOf(prover.policy)
  const seen = new Set<string>()
  return [...new Set([...own, ...stepUpMethods])].flatMap((method) =>
    (PROOFS[method.kind]?.(method, prover) ?? []).flatMap(([title, evidence]) => {
      if (seen.has(title)) return []
      seen.add(title)
      const { message } = prover
      const given = message === null ? evidence : { ...evidence, message }
      return [{ group: 'proof' as const, title, evidence: given, method: method.name }]
    }),
  )
}

/** Makes what a specimen stands for: about them where it can be, a while ago. */
function makeSpecimen(
  { account, payment, phone, mailbox }: ProofGiver,
  specimen: Specimen,
  age: number,
  serial = 0,
): Evidence {
  const subject = {
    phone,
    mailbox,
    account: SCENE.account,
    address: account ?? '',
    customer: SCENE.customer,
  }
  return specimen.make(subject, { ...stampOf(age, serial), payment, expires: SCENE.at + DAY })
}

/** Makes what the specimens of one name stand for, of one kind of evidence: a minute old. */
const madeBy = (
  prover: ProofGiver,
  { kind, name }: { readonly kind: string; readonly name: string },
  serial?: number,
): readonly Evidence[] =>
  specimensOf(prover.policy).flatMap(([known, specimen]) =>
    known === kind && specimen.name === name
      ? [makeSpecimen(prover, specimen, MINUTE, serial)]
      : [],
  )

/** A number for each method, so that two proofs have different SIDs. */
const serialOf = (name: string): number => stepUpMethods.findIndex((method) => method.name === name)

/** Proofs by a code: to the address they write from, or to the one on file. */
function codeProofs(
  { name, via = '' }: StepUpMethod,
  prover: ProofGiver,
): readonly TitledEvidence[] {
  const place = via === 'email' ? 'mailbox' : 'phone'
  const where = prover.isOwn[place] ? '' : `, to the ${place} on file`
  return madeBy(prover, { kind: 'verify_check', name: `${via} check` }, serialOf(name)).map(
    (item) => [`code by ${via}${where}`, item],
  )
}

const TITLES: Readonly<Record<string, string>> = {
  push: 'push approved in the app',
  totp: 'code from an authenticator',
  passkeys: 'passkey',
}

/** Proofs by something that they have enrolled, such as an app or a passkey. */
const challengeProofs = (
  { name, via = '' }: StepUpMethod,
  prover: ProofGiver,
): readonly TitledEvidence[] =>
  madeBy(prover, { kind: 'factor_challenge', name: `${via} challenge` }, serialOf(name)).map(
    (item) => [TITLES[via] ?? via, item],
  )

const callBack = (_: StepUpMethod, prover: ProofGiver): readonly TitledEvidence[] =>
  madeBy(prover, { kind: 'agent_attestation', name: 'agent attests callback' }).map((item) => [
    'an agent called the number on file',
    item,
  ])

/** Proofs by a login, one for each issuer and each strength that the policy tells apart. */
const loginProofs = (prover: ProofGiver): readonly TitledEvidence[] =>
  specimensOf(prover.policy)
    .filter(([kind]) => kind === 'session')
    .map(([, specimen]) => [
      `${specimen.name} (${hostOf(specimen.issuer ?? '')})`,
      makeSpecimen(prover, specimen, SECOND),
    ])

/**
 * A proof by linking the address to an account. A link made in this conversation ties
 * nobody to anything by itself; the login that made it counts.
 */
function linkProof(_: StepUpMethod, prover: ProofGiver): readonly TitledEvidence[] {
  const [login] = loginProofs(prover)
  if (login === undefined || prover.account === null) return []
  const [, session] = login
  const evidence = {
    ...session,
    kind: 'account_link',
    address: prover.account,
    status: 'linked',
    at: session['authTime'],
  }
  return [['account linked to a login just now', evidence]]
}

/** Names an issuer by its host: `https://login.example.com/` -> `login.example.com`. */
const hostOf = (issuer: string): string => issuer.replace(/^https:\/\//, '').split('/')[0] ?? issuer
