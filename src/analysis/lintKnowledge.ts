import type { Check, Finding } from './finding.js'

/**
 * Things that anybody can find out in minutes, so that knowing them proves nothing: "readily
 * available biographical information" (47 CFR 64.2003(m)), and how somebody is reached. Without the
 * underscores between words, which some write and others do not.
 */
const WIDELY_KNOWN: readonly string[] = (
  'address age birthdate birthday birthyear cell cellphone city country dateofbirth dob ' +
  'email emailaddress familyname firstname forename fullname givenname homeaddress initials ' +
  'last4ssn lastname maidenname mail middlename mobile mobilenumber mobilephone ' +
  'mothersmaidenname name phone phoneno phonenumber postalcode postcode socialsecuritynumber ' +
  'ssn ssnlast4 state street streetaddress surname telephone town username yearofbirth zip ' +
  'zipcode'
).split(' ')

/**
 * Finds checks of what somebody knows that a pack or the policy refuses, that ask what everybody
 * can find out, or that ask the same as another.
 *
 * Such a check is no mistake of form: it would be asked, and its answers would prove nothing.
 */
export const lintKnowledge: Check = ({ document: { knowledge = {} }, policy }) => {
  const refusal = policy.refuses.find(({ kind }) => kind === 'knowledge_check')
  const all = Object.entries(knowledge)
  return all.flatMap(([name, { asks }], at): readonly Finding[] => [
    // Whoever knows the answers of the one knows those of the other, so it is one check under two names.
    ...all
      .slice(0, at)
      .flatMap(([other, earlier]) =>
        printSorted(earlier.asks) === printSorted(asks)
          ? [{ code: 'knowledge_twice' as const, path: ['knowledge', name], word: name, by: other }]
          : [],
      ),
    ...(refusal === undefined
      ? []
      : [
          {
            code: 'knowledge_refused' as const,
            path: ['knowledge', name],
            word: name,
            by: refusal.rule,
          },
        ]),
    ...(asks.every((one) => WIDELY_KNOWN.includes(one.replaceAll('_', '')))
      ? [{ code: 'knowledge_widely_known' as const, path: ['knowledge', name, 'asks'], word: name }]
      : []),
  ])
}

// The order in which questions are asked makes no other check.
const printSorted = (words: readonly string[]): string => JSON.stringify(words.toSorted())
