import { identifiers } from '../identifiers/index.js'

/** Identifier types that can be found in text. */
export const IDENTIFIER_TYPES: readonly string[] = identifiers.map(({ type }) => type).sort()
