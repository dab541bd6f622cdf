import type { PolicyDocument } from '../policy/index.js'
import { scan } from '../redaction/index.js'
import type { Finding } from './finding.js'

// A value that is found only beside words is asked for by them.
const ASKED = ['', 'phone number?', 'address?', 'account number?', 'website?'] as const

// A match may leave out a bracket or a plus at either end of the value.
const plainOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const wordsOf = (own: NonNullable<PolicyDocument['identifiers']>): readonly string[] =>
  Object.values(own).flatMap(({ words = [] }) =>
    words.slice(0, 1).map((word) => `${word.replace(/\*$/, '')}?`),
  )

/**
 * Finds values to be shown that redaction never hides, as they are misspelt or cut off: they allow
 * nothing.
 *
 * `allow` is a list of values of the business's own, such as its hotline, that redaction leaves in
 * texts. A value that no detector finds is not hidden anyway, so it is most likely a slip. Each is
 * scanned by itself and after the questions that make a detector look closer.
 */
export const lintAllowed = ({
  allow = [],
  regions = [],
  identifiers = {},
}: Pick<PolicyDocument, 'allow' | 'regions' | 'identifiers'>): readonly Finding[] =>
  allow.flatMap((value, index): readonly Finding[] =>
    [...ASKED, ...wordsOf(identifiers)].some((asked) =>
      scan(value, { regions, identifiers, asked }).spans.some(
        ({ start, end }) => plainOf(value.slice(start, end)) === plainOf(value),
      ),
    )
      ? []
      : [{ code: 'allowed_never_hidden', path: ['allow', index], word: value }],
  )
