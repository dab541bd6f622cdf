import { weaker } from '../model/index.js'
import { AUTHENTICATION_METHODS } from './authenticationMethods.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { IssuerGrades } from './method.js'

/**
 * Says what a login proves that is asked for under these issuers; grade 0 where none of their words counts. With no
 * issuers declared it is a password. Nobody knows which of its logins an issuer will give, so it is the plainest of those
 * that count: of one factor wherever an issuer has such, and of more only where every login that counts is.
 *
 * What an issuer's `acr` stands for is not said category by category (63C-4 §2.5), so it has none; of several methods
 * one with a category goes before one without, and the first by name before the others.
 */
export function plainLogin(issuers: readonly IssuerGrades[]): LoginGrade {
  if (issuers.length === 0) return gradeLogin(undefined, ['pwd'])
  const logins = issuers.flatMap((issuer) => [
    ...namesOf(issuer.amr).map((name) => gradeLogin(undefined, [name], issuer)),
    ...namesOf(issuer.acr).map((name) => gradeLogin(name, [], issuer)),
  ])
  const counted = logins.filter(({ grade }) => grade >= 3)
  // Where each of them proves two factors or cannot be phished, a second proof would be asked for nothing.
  const isAlwaysMore = counted.length > 0 && counted.every(({ grade }) => grade > 3)
  const phishable = counted.some((login) => login.phishable)
  const plain = isAlwaysMore
    ? counted.map((login) => ({ ...login, phishable }))
    : logins.map(oneFactor)
  return plain.reduce((best, login) => (isMore(login, best) ? login : best), NONE)
}

const NONE: LoginGrade = { grade: 0, categories: [], phishable: true }

const namesOf = (mapped: IssuerGrades['acr']): readonly string[] => Object.keys(mapped).sort()

const oneFactor = ({ grade, categories }: LoginGrade): LoginGrade => ({
  grade: grade > 3 ? 3 : grade,
  categories,
  phishable: true,
})

const isMore = (one: LoginGrade, best: LoginGrade): boolean =>
  one.grade > best.grade ||
  (one.grade === best.grade && one.categories.length > best.categories.length)

/**
 * Holds what an issuer's map says of RFC 8176 words to what they can prove there: questions, risk scores and presence stay
 * nothing (63A-4 §3.1.2.1), and one factor stays one. Words of the issuer's own are left as they are.
 */
export const withinRegistry = ({ amr, ...issuer }: IssuerGrades): IssuerGrades => ({
  ...issuer,
  amr: Object.fromEntries(
    Object.entries(amr).map(([word, grade]) => [
      word,
      weaker(grade, AUTHENTICATION_METHODS.get(word)?.grade ?? grade),
    ]),
  ),
})
