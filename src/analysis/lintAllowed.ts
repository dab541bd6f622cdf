import type { PolicyDocument } from '../policy/index.js'
import { scan } from '../redaction/index.js'
import type { Finding } from './finding.js'

// A value that is found only beside words is asked for by them.
const ASKED = ['', 'phone number?', 'address?', 'account number?', 'website?'] as const

const plainOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const wordsOf = (own: NonNullable<PolicyDocument['identifiers']>): readonly string[] =>
  Object.values(own).flatMap(({ words = [] }) =>
    words.slice(0, 1).map((word) => `${word.replace(/\*$/, '')}?`),
  )

/** Finds values to be shown that redaction never hides, as they are misspelt or cut off: they allow nothing. */
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
