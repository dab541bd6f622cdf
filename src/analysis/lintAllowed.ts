import type { PolicyDocument } from '../policy/document.js'
import { scan } from '../redaction/index.js'
import type { Finding } from './lintPolicy.js'

// A value that is found only beside words is asked for by them.
const ASKED = ['', 'phone number?', 'address?', 'account number?', 'website?'] as const

const plainOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Finds values to be shown that redaction never hides, as they are misspelt or cut off: they allow nothing. */
export const lintAllowed = ({
  allow = [],
  regions = [],
}: Pick<PolicyDocument, 'allow' | 'regions'>): readonly Finding[] =>
  allow.flatMap((value, index): readonly Finding[] =>
    ASKED.some((asked) =>
      scan(value, { regions, asked }).spans.some(
        ({ start, end }) => plainOf(value.slice(start, end)) === plainOf(value),
      ),
    )
      ? []
      : [{ code: 'allowed_never_hidden', path: ['allow', index], word: value }],
  )
