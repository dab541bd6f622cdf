import type { CompiledPolicy } from '../../src/decide/index.js'
import { gradeLogin } from '../../src/evidence/index.js'
import { type Decision, LEVELS } from '../../src/model/index.js'
import { ISSUER } from '../trust/evidenceWorld.js'

/** What a token says of a login, and whose it is. */
export interface SaidLogin {
  readonly issuer: string
  readonly acr?: string
  readonly amr?: readonly string[]
}

type Issuer = CompiledPolicy['issuers'][number]
type Offer = Decision['stepUp'][number]

/** Lists what the issuers of a policy may answer to an offer: every login that satisfies its words, the plainest first. */
export function loginsFor(
  { issuers }: CompiledPolicy,
  { acr, logins }: Pick<Offer, 'acr' | 'logins'>,
): readonly SaidLogin[] {
  // Above a factor two proofs may make the class together.
  const least = Math.min(LEVELS.map(String).indexOf(acr ?? ''), 3)
  const isMeant = ({ issuer, amr = [] }: SaidLogin): boolean =>
    logins?.some(
      (one) =>
        one.issuer === (issuers.length === 0 ? undefined : issuer) &&
        one.amr.some((word) => amr.includes(word)),
    ) !== false
  return answersOf(issuers)
    .filter(({ said, grade }) => grade >= least && isMeant(said))
    .map(({ said }) => said)
}

interface LoginWithGrade {
  readonly said: SaidLogin
  readonly grade: number
}

const answersOf = (issuers: readonly Issuer[]): readonly LoginWithGrade[] =>
  (issuers.length === 0 ? [undefined] : issuers)
    .flatMap((issuer) =>
      saidUnder(issuer).map((said) => ({
        said,
        grade: gradeLogin(said.acr, said.amr ?? [], issuer).grade,
      })),
    )
    .filter(({ said: { acr, amr }, grade }) => grade > 0 && !isByNumber(acr, amr))
    .toSorted((one, other) => one.grade - other.grade)

// A login by a text or call alone is worth what its number is, which no class of login says.
const isByNumber = (acr: string | undefined, amr: readonly string[] = []): boolean =>
  acr === undefined && (amr.includes('sms') || amr.includes('tel'))

// No word, one, or two together, beside a class or without; under no issuer one of each worth.
const saidUnder = (issuer: Issuer | undefined): readonly SaidLogin[] =>
  issuer === undefined ? ANY : wordsUnder(issuer)

const ANY: readonly SaidLogin[] = [
  ...[['pwd'], ['otp'], ['fpt'], ['hwk'], ['mfa'], ['pwd', 'otp']].map((amr) => ({
    issuer: ISSUER,
    amr,
  })),
  ...['phr', 'http://eidas.europa.eu/LoA/low'].map((acr) => ({ issuer: ISSUER, acr })),
]

function wordsUnder({ issuer, ...mapped }: Issuer): readonly SaidLogin[] {
  const words = Object.keys(mapped.amr)
  const pairs = words.flatMap((one, at) => words.slice(at + 1).map((other) => [one, other]))
  return [undefined, ...Object.keys(mapped.acr)].flatMap((acr) =>
    [[], ...words.map((word) => [word]), ...pairs].map((amr) => ({
      issuer,
      ...(acr !== undefined && { acr }),
      ...(amr.length > 0 && { amr }),
    })),
  )
}
