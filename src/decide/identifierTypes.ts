import { identifiers } from '../identifiers/index.js'

/** Identifier types that can be found in text. */
export const IDENTIFIER_TYPES: readonly string[] = identifiers.map(({ type }) => type).sort()

/** Tells whether a name is one of them. */
export const isIdentifierType = (name: string): boolean =>
  IDENTIFIER_TYPES.some((type) => type === name)
