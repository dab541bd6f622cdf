import type { Rank } from '../model/index.js'
import { type PolicyDocument, rankOfWord } from '../policy/index.js'
import type { Finding } from './finding.js'

/**
 * Finds issuers of which no word counts. Once an issuer is declared, only declared words count, so
 * every login of such an issuer proves nothing. Its account links still count. It also finds issuers
 * whose words are worth no more than a claim, and issuers that no token can name: for `http:` it says what to write instead.
 */
export const lintIssuers = ({
  issuers = [],
}: Pick<PolicyDocument, 'issuers'>): readonly Finding[] =>
  issuers.flatMap(({ issuer, acr = {}, amr = {} }, index): readonly Finding[] => [
    ...lintWorth([...Object.values(acr), ...Object.values(amr)].map(rankOfWord), index, issuer),
    // An issuer is an https address (OpenID Connect Core 1.0 §2), so no token would ever name this one.
    ...(/^http:/i.test(issuer)
      ? [
          {
            code: 'issuer_without_https' as const,
            path: ['issuers', index, 'issuer'],
            word: issuer,
            suggestion: issuer.replace(/^http:/i, 'https:'),
          },
        ]
      : []),
  ])

/** A login that is worth no more than a claim adds nothing to it. */
const lintWorth = (ranks: readonly Rank[], index: number, issuer: string): readonly Finding[] => {
  const most = Math.max(0, ...ranks)
  if (most > 1) return []
  const code = most === 0 ? ('issuer_never_counts' as const) : ('issuer_only_claims' as const)
  return [{ code, path: ['issuers', index], word: issuer }]
}
