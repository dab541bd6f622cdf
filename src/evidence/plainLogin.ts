import { CATEGORIES, type Category, type LoginWords, type Rank, weaker } from '../model/index.js'
import {
  AUTHENTICATION_CONTEXTS,
  AUTHENTICATION_METHODS,
  wordsOfLogins,
} from './authenticationMethods.js'
import { gradeLogin, type LoginGrade } from './gradeLogin.js'
import type { IssuerGrades } from './method.js'
import { TEXT_OR_CALL } from './readLogin.js'

/** What every login that counts proves, and which logins prove a category where not all do. */
export interface PlainLogin extends LoginGrade {
  /** The logins for which `categories` is true; absent where it is true for all. */
  readonly logins?: readonly LoginWords[]
}

/**
 * Says what a login proves that is asked for under these issuers; grade 0 where none of their words counts. Nobody knows
 * which of its logins an issuer will give, so it is no more than each of those that count: every one of them has a word
 * that is enough by itself, and no word takes anything away.
 *
 * What an issuer's `acr` stands for is not said category by category (63C-4 §2.5), so a category is promised by naming
 * words of `amr`: something known before something of the body, as most that is beside a login is held. One by a text
 * or call is worth what its number is, so it is not counted on.
 */
export function plainLogin(issuers: readonly IssuerGrades[]): PlainLogin {
  const counted = (issuers.length === 0 ? [undefined] : issuers).flatMap(wordsOf)
  if (counted.length === 0) return NONE
  const plainest = {
    grade: counted.reduce<Rank>((least, { worth }) => weaker(least, worth.grade), 4),
    phishable: counted.some(({ worth }) => worth.phishable),
  }
  const provingOf = (category: Category) =>
    counted.filter(({ worth }) => worth.categories.includes(category))
  const category = CATEGORIES.find((one) => provingOf(one).length > 0)
  if (category === undefined) return { ...plainest, categories: [] }
  const proving = provingOf(category)
  if (proving.length === counted.length) return { ...plainest, categories: [category] }
  const logins = [...new Set(proving.map(({ issuer }) => issuer))].map((issuer) =>
    Object.freeze({
      ...(issuer !== undefined && { issuer }),
      amr: Object.freeze(proving.flatMap((one) => (one.issuer === issuer ? one.word : []))),
    }),
  )
  // Frozen, because it is offered as it stands, by every plan.
  return { ...plainest, categories: [category], logins: Object.freeze(logins) }
}

const NONE: PlainLogin = { grade: 0, categories: [], phishable: true }

// Each word of an issuer by which a login counts as a factor; the registered ones where no issuer is declared.
const wordsOf = (issuer: IssuerGrades | undefined) => {
  return [
    ...wordsOfLogins(issuer?.amr, AUTHENTICATION_METHODS)
      .toSorted()
      .filter((word) => !TEXT_OR_CALL.has(word))
      .map((word) => ({ word, worth: gradeLogin(undefined, [word], issuer) })),
    ...wordsOfLogins(issuer?.acr, AUTHENTICATION_CONTEXTS)
      .toSorted()
      .map((word) => ({
        word,
        worth: gradeLogin(word, [], issuer),
      })),
  ]
    .filter(({ worth }) => worth.grade >= 3)
    .map((one) => ({ ...one, issuer: issuer?.issuer }))
}

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
