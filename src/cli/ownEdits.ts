import { ownPacksOf, type ParsedDocument } from '../policy/index.js'

/**
 * Tells which changes of a policy its own tests are there for. Of a policy that extends another these are changes to its
 * own words alone, because what it extends has tests of its own. A pack has none, so the rules of those that a policy
 * names itself are tried by its tests.
 */
export function isOwnEditOf(
  parsed: ParsedDocument,
): (edit: { readonly path: readonly (string | number)[] }) => boolean {
  const isExtending = parsed.parts.length > ownPacksOf(parsed.document).length
  return ({ path }) =>
    (path[0] === 'packs' && !isExtending) || parsed.locate(path)?.file === undefined
}
