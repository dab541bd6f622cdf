import { isIdentifierType } from '../decide/index.js'
import { AUDIENCES } from '../model/index.js'
import { UNNAMED } from '../policy/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds lines of redaction that say of a kind of identifier what is done to every kind that no line names. Without the
 * line the audience is shown the same, so another action was meant, or nothing.
 *
 * In a policy that is made of several documents such a line may stand against one of another document, so nothing is told.
 */
export const lintRedaction: Check = ({ document: { redact = {}, identifiers = {} }, policy }) =>
  policy.parts !== undefined
    ? []
    : AUDIENCES.flatMap((audience): readonly Finding[] => {
        const { default: standard = UNNAMED[audience], ...named } = redact[audience] ?? {}
        return Object.entries(named).flatMap(([name, action]): readonly Finding[] =>
          // A class is shown by what is given of it, and its line says something of its own.
          action === standard && (isIdentifierType(name) || Object.hasOwn(identifiers, name))
            ? [
                {
                  code: 'redaction_as_default',
                  path: ['redact', audience, name],
                  word: name,
                  by: standard,
                },
              ]
            : [],
        )
      })
