import {
  type CompiledPolicy,
  type StepUpMethod,
  stepUpMethods,
  stepUpMethodsOf,
} from '../../decide/index.js'
import type { Specimen } from '../../evidence/index.js'
import { DAY, type Evidence, MINUTE, SECOND } from '../../model/index.js'
import { SCENE, specimensOf, stampOf } from '../../space/index.js'

/** Who gives proof, and to where a code or a call would go. */
export interface Prover {
  readonly policy: CompiledPolicy
  /** The message that a proof is given for, where the channel carries it no further; `null` where it does. */
  readonly message: string | null
  /** The address they write from, as the directory knows it; `null` where nobody could be found by it. */
  readonly account: string | null
  readonly phone: string
  readonly mailbox: string
  /** Whether the number, or the mailbox, is the address they write from. */
  readonly isOwn: { readonly phone: boolean; readonly mailbox: boolean }
}

/** A proof to put on the desk, and the word that a policy's `stepUp` has for it. */
export interface ProofItem {
  readonly group: 'proof'
  readonly title: string
  readonly evidence: Evidence
  readonly method: string
}

type TitledEvidence = readonly [title: string, evidence: Evidence]

/** How a proof of each kind is made; a kind may have several forms, or none for somebody. */
const PROOFS: Readonly<
  Record<string, (method: StepUpMethod, prover: Prover) => readonly TitledEvidence[]>
> = {
  verify_check: code,
  factor_challenge: (method, prover) => challenge(method, prover),
  session: (_, prover) => logins(prover),
  account_link: link,
  agent_attestation: (method, prover) => callBack(method, prover),
  knowledge_check: (method, prover) =>
    madeBy(prover, 'knowledge_check', `knows what ${method.name} asks`, MINUTE).map((item) => [
      `they know what ${method.name.replaceAll('_', ' ')} asks`,
      item,
    ]),
}

/** Lists a proof for every method there is, those that the policy names first. */
export function proofKit(prover: Prover): readonly ProofItem[] {
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
function make(
  { account, phone, mailbox }: Prover,
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
  return specimen.make(subject, { ...stampOf(age, serial), expires: SCENE.at + DAY })
}

/** Makes what the specimens of one name stand for, of one kind of evidence. */
const madeBy = (
  prover: Prover,
  kind: string,
  name: string,
  age: number,
  serial?: number,
): readonly Evidence[] =>
  specimensOf(prover.policy).flatMap(([known, specimen]) =>
    known === kind && specimen.name === name ? [make(prover, specimen, age, serial)] : [],
  )

const serialOf = (name: string): number => stepUpMethods.findIndex((method) => method.name === name)

function code({ name, via = '' }: StepUpMethod, prover: Prover): readonly TitledEvidence[] {
  const place = via === 'email' ? 'mailbox' : 'phone'
  const where = prover.isOwn[place] ? '' : `, to the ${place} on file`
  return madeBy(prover, 'verify_check', `${via} check`, MINUTE, serialOf(name)).map((item) => [
    `code by ${via}${where}`,
    item,
  ])
}

const TITLES: Readonly<Record<string, string>> = {
  push: 'push approved in the app',
  totp: 'code from an authenticator',
  passkeys: 'passkey',
}

const challenge = ({ name, via = '' }: StepUpMethod, prover: Prover): readonly TitledEvidence[] =>
  madeBy(prover, 'factor_challenge', `${via} challenge`, MINUTE, serialOf(name)).map((item) => [
    TITLES[via] ?? via,
    item,
  ])

const callBack = (_: StepUpMethod, prover: Prover): readonly TitledEvidence[] =>
  madeBy(prover, 'agent_attestation', 'agent attests callback', MINUTE).map((item) => [
    'an agent called the number on file',
    item,
  ])

const logins = (prover: Prover): readonly TitledEvidence[] =>
  specimensOf(prover.policy)
    .filter(([kind]) => kind === 'session')
    .map(([, specimen]) => [
      `${specimen.name} (${hostOf(specimen.issuer ?? '')})`,
      make(prover, specimen, SECOND),
    ])

// A link made in this conversation ties nobody to anything; the login that made it counts.
function link(_: StepUpMethod, prover: Prover): readonly TitledEvidence[] {
  const [login] = logins(prover)
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

const hostOf = (issuer: string): string => issuer.replace(/^https:\/\//, '').split('/')[0] ?? issuer
