import { LINKS } from '../identifiers/index.js'

// What stands between a word and the value it names, in any order.
const BETWEEN = new RegExp(
  `(?:[${LINKS.marks}]|\\.(?=[ :])|(?:${LINKS.spaced}|${LINKS.mine}|${LINKS.newOrOld}|${LINKS.more}|${LINKS.ofNetwork}|${LINKS.readOn}|of|number|no|code)(?![\\p{L}\\p{N}'])){1,10}`,
  'iuy',
)

/** Gives where a value may begin that a word names which ends at a place; -1 where nothing ties the two. */
export function afterLink(text: string, end: number): number {
  BETWEEN.lastIndex = end
  return BETWEEN.test(text) ? BETWEEN.lastIndex : -1
}
