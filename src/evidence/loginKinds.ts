import {
  AUTHENTICATION_CONTEXTS,
  AUTHENTICATION_METHODS,
  wordsOfLogins,
} from './authenticationMethods.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { IssuerGrades, ProofKind, ReadingSettings } from './method.js'
import { LOGIN_VALIDITY } from './validity.js'

/**
 * A login, as few words as make it, and what it is worth.
 *
 * It is enough to make a specimen of it, and to say what such a login proves.
 */
export interface KnownLogin {
  readonly issuer: string | undefined
  readonly acr: string | undefined
  readonly amr: readonly string[]
  readonly worth: LoginGrade
}

/**
 * Lists a login of every worth that there is under each issuer that counts, whatever words it comes with. Words are
 * added one by one to what the words before made, and what is made already is not made again: so many words take as
 * long as there are different logins, not as there are sets of words.
 */
export const knownLogins = ({ issuers }: ReadingSettings): readonly KnownLogin[] =>
  issuers.length === 0 ? loginsBy(undefined) : issuers.flatMap((issuer) => loginsBy(issuer))

function loginsBy(issuer: IssuerGrades | undefined): readonly KnownLogin[] {
  const key = issuer ?? ANY_ISSUER
  const logins = known.get(key) ?? listLogins(issuer)
  known.set(key, logins)
  return logins
}

/** Stands for every issuer, where a policy names none. */
const ANY_ISSUER = {}

// The answer depends on the issuer alone. It is worked out once, because every question of the solver asks for it, and it
// takes some 4 ms: a fifth of a `diff` of small policies.
const known = new WeakMap<object, readonly KnownLogin[]>()

// Where two words are worth the same, the better known one is taken.
const COMMON = ['pwd', 'otp', 'fpt', 'hwk', 'phr']
const commonFirst = (words: readonly string[]): readonly string[] => [
  ...COMMON.filter((word) => words.includes(word)),
  ...words.filter((word) => !COMMON.includes(word)),
]

function listLogins(issuer: IssuerGrades | undefined): readonly KnownLogin[] {
  const words = commonFirst(wordsOfLogins(issuer?.amr, AUTHENTICATION_METHODS))
  const contexts = commonFirst(wordsOfLogins(issuer?.acr, AUTHENTICATION_CONTEXTS))
  const found = new Map<string, KnownLogin>()
  // A login that is worth nothing is no proof, and is left out.
  const keep = (acr: string | undefined, amr: readonly string[]): string => {
    const worth = gradeLogin(acr, amr, issuer)
    // Logins of one worth are one, whatever words made them.
    const key = JSON.stringify(worth)
    if (!found.has(key) && worth.grade > 0)
      found.set(key, { issuer: issuer?.issuer, acr, amr, worth })
    return key
  }
  for (const acr of [undefined, ...contexts]) {
    const sets = new Map<string, readonly string[]>([[keep(acr, []), []]])
    for (const word of words) {
      // Over those made so far: what is added here is not gone over again.
      for (const set of [...sets.values()]) {
        const key = keep(acr, [...set, word])
        if (!sets.has(key)) sets.set(key, [...set, word])
      }
    }
  }
  return [...found.values()]
}

/**
 * Says what a login can prove at most, under each issuer that counts, whatever words it comes with.
 *
 * `readLogin` never reads more than this of any token: a test holds it, and proofs about policies
 * rest on it.
 */
export const loginKinds = (settings: ReadingSettings): readonly ProofKind[] =>
  knownLogins(settings).map(({ issuer, worth: { grade, categories, phishable } }) => ({
    grade,
    categories,
    causes: [`idp:${issuer ?? 'any'}`],
    phishable,
    linkable: false,
    // Without a session a login counts for minutes from when it was seen, however long ago the person logged in.
    lives: { session: LOGIN_VALIDITY, message: LOGIN_VALIDITY },
  }))
