import type { Check, Finding } from './finding.js'

/**
 * What is found out about anybody in minutes, so that knowing it tells nothing: "readily available biographical
 * information" (47 CFR 64.2003(m)), and how somebody is reached.
 */
const WIDELY_KNOWN: readonly string[] = [
  'address',
  'birthday',
  'city',
  'date_of_birth',
  'email',
  'first_name',
  'full_name',
  'last_name',
  'maiden_name',
  'mobile',
  'mothers_maiden_name',
  'name',
  'phone',
  'phone_number',
  'postcode',
  'ssn',
  'ssn_last4',
  'surname',
  'zip',
  'zip_code',
]

/** Finds checks of what somebody knows that a pack or the policy refuses, and those that ask what everybody can find out. */
export const lintKnowledge: Check = ({ document: { knowledge = {} }, policy }) => {
  const refusal = policy.refuses.find(({ kind }) => kind === 'knowledge_check')
  return Object.entries(knowledge).flatMap(([name, { asks }]): readonly Finding[] => [
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
    ...(asks.every((one) => WIDELY_KNOWN.includes(one))
      ? [{ code: 'knowledge_widely_known' as const, path: ['knowledge', name, 'asks'], word: name }]
      : []),
  ])
}
