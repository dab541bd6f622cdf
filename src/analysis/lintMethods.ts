import { asList } from '../policy/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds methods of a business's own that nothing offers, and words of theirs that their issuer never says: a login with
 * such a word proves no more than one without it.
 */
export const lintMethods: Check = ({ document: { methods = {}, issuers = [], stepUp = [] } }) =>
  Object.entries(methods).flatMap(([name, { issuer, acr, amr }]): readonly Finding[] => {
    const path = ['methods', name]
    const said = issuers.find((one) => one.issuer === issuer)
    const known = { acr: Object.keys(said?.acr ?? {}), amr: Object.keys(said?.amr ?? {}) }
    // An issuer that declares no words of a kind says none of them.
    const strange = (['acr', 'amr'] as const).flatMap((key) =>
      asList(key === 'acr' ? acr : amr).flatMap((word) =>
        known[key].includes(word)
          ? []
          : [{ code: 'method_word_unknown' as const, path: [...path, key], word, by: issuer }],
      ),
    )
    return stepUp.includes(name)
      ? strange
      : [...strange, { code: 'method_never_offered', path, word: name }]
  })
