import { checkOf, iso, madeAgo, SCENE, TEST_CONVERSATION } from '../../analysis/index.js'
import {
  type CompiledPolicy,
  type StepUpMethod,
  stepUpMethodOf,
  stepUpMethods,
} from '../../decide/index.js'
import { DAY, type Evidence, MINUTE, SECOND } from '../../model/index.js'

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

type Proof = readonly [title: string, evidence: Evidence]

/** How a proof of each kind is made; a kind may have several forms, or none for somebody. */
const PROOFS: Readonly<Record<string, (method: StepUpMethod, prover: Prover) => readonly Proof[]>> =
  {
    verify_check: code,
    factor_challenge: challenge,
    session: (_, { policy }) => logins(policy),
    account_link: link,
    agent_attestation: callBack,
  }

/** Lists a proof for every method there is, those that the policy names first. */
export function proofKit(prover: Prover): readonly ProofItem[] {
  const own = prover.policy.stepUp.flatMap((name) => stepUpMethodOf(name) ?? [])
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

function code({ name, via = '' }: StepUpMethod, prover: Prover): readonly Proof[] {
  const place = via === 'email' ? 'mailbox' : 'phone'
  const serial = stepUpMethods.findIndex((method) => method.name === name)
  const where = prover.isOwn[place] ? '' : `, to the ${place} on file`
  return [[`code by ${via}${where}`, checkOf(via, prover[place], { ...madeAgo(MINUTE), serial })]]
}

const TITLES: Readonly<Record<string, string>> = {
  push: 'push approved in the app',
  totp: 'code from an authenticator',
  passkeys: 'passkey',
}

function challenge({ name, via = '' }: StepUpMethod): readonly Proof[] {
  const serial = String(stepUpMethods.findIndex((method) => method.name === name))
  const result = {
    sid: `YC${serial.padStart(32, '0')}`,
    service_sid: `VA${'1'.padStart(32, '0')}`,
    identity: SCENE.subject,
    factor_sid: `YF${serial.padStart(32, '0')}`,
    factor_type: via,
    status: 'approved',
  }
  const evidence = {
    kind: 'factor_challenge',
    at: iso(SCENE.at - MINUTE),
    conversation: TEST_CONVERSATION,
    customer: SCENE.customer,
    result,
  }
  return [[TITLES[via] ?? via, evidence]]
}

function callBack(_: StepUpMethod, { phone }: Prover): readonly Proof[] {
  const evidence = {
    kind: 'agent_attestation',
    at: iso(SCENE.at - MINUTE),
    conversation: TEST_CONVERSATION,
    agent: 'WK01',
    method: 'callback',
    address: phone,
  }
  return [['an agent called the number on file', evidence]]
}

interface Login {
  readonly issuer: string
  readonly words: { readonly amr: readonly string[] } | { readonly acr: string }
}

const sessionBy = ({ issuer, words }: Login) => ({
  conversation: TEST_CONVERSATION,
  issuer,
  subject: SCENE.subject,
  customer: SCENE.customer,
  ...words,
  authTime: iso(SCENE.at - SECOND),
  expires: iso(SCENE.at + DAY),
})

function logins(policy: CompiledPolicy): readonly Proof[] {
  return loginsOf(policy).map((login) => [
    `login ${'acr' in login.words ? login.words.acr : login.words.amr.join(' and ')} (${hostOf(login.issuer)})`,
    { kind: 'session', ...sessionBy(login) },
  ])
}

// A link made in this conversation ties nobody to anything; the login that made it counts.
function link(_: StepUpMethod, { policy, account }: Prover): readonly Proof[] {
  const [login] = loginsOf(policy)
  if (login === undefined || account === null) return []
  const evidence = {
    kind: 'account_link',
    ...sessionBy(login),
    address: account,
    status: 'linked',
    at: iso(SCENE.at - SECOND),
  }
  return [['account linked to a login just now', evidence]]
}

function loginsOf({ issuers }: CompiledPolicy): readonly Login[] {
  const own = issuers.flatMap(({ issuer, acr, amr }): readonly Login[] => [
    ...Object.keys(acr).map((word) => ({ issuer, words: { acr: word } })),
    ...Object.keys(amr).map((word) => ({ issuer, words: { amr: [word] } })),
    ...(Object.keys(amr).length > 1
      ? [{ issuer, words: { amr: Object.keys(amr).slice(0, 2) } }]
      : []),
  ])
  const standard = [['pwd'], ['pwd', 'otp'], ['hwk', 'face']].map(
    (amr): Login => ({ issuer: SCENE.issuer, words: { amr } }),
  )
  return issuers.length === 0 ? standard : own
}

const hostOf = (issuer: string): string => issuer.replace(/^https:\/\//, '').split('/')[0] ?? issuer
