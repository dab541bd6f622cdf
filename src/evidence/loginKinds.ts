import { AUTHENTICATION_CONTEXTS, AUTHENTICATION_METHODS } from './authenticationMethods.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { IssuerGrades, ProofKind, ReadingSettings } from './method.js'
import { LOGIN_VALIDITY } from './validity.js'

/**
 * Says what a login can prove at most, under each issuer that counts, whatever words it comes with. Words are added
 * one by one to what the words before made, and what is made already is not made again: so many words take as long as
 * there are different logins, not as there are sets of words.
 */
export const loginKinds = ({ issuers }: ReadingSettings): readonly ProofKind[] =>
  issuers.length === 0 ? kindsBy(undefined) : issuers.flatMap((issuer) => kindsBy(issuer))

function kindsBy(issuer: IssuerGrades | undefined): readonly ProofKind[] {
  const words = issuer === undefined ? [...AUTHENTICATION_METHODS.keys()] : Object.keys(issuer.amr)
  const contexts =
    issuer === undefined ? [...AUTHENTICATION_CONTEXTS.keys()] : Object.keys(issuer.acr)
  const found = new Map<string, LoginGrade>()
  for (const acr of [undefined, ...contexts]) {
    const sets = new Map<string, readonly unknown[]>([['', []]])
    for (const word of words) {
      for (const set of [...sets.values()]) {
        const login = gradeLogin(acr, [...set, word], issuer)
        const key = JSON.stringify(login)
        if (!sets.has(key)) sets.set(key, [...set, word])
        found.set(key, login)
      }
    }
    const bare = gradeLogin(acr, [], issuer)
    found.set(JSON.stringify(bare), bare)
  }
  return [...found.values()]
    .filter(({ grade }) => grade > 0)
    .map(({ grade, categories, phishable }) => ({
      grade,
      categories,
      causes: [`idp:${issuer?.issuer ?? 'any'}`],
      phishable,
      linkable: false,
      // Without a session a login counts for minutes from when it was seen, however long ago the person logged in.
      lives: { session: LOGIN_VALIDITY, message: LOGIN_VALIDITY },
    }))
}
