// Plates that begin with characters no other value has: the letters of a Thai plate, the province of a Chinese one (GA 36-2018)
// and the place of a Japanese one (Road Vehicle Act, enforcement rules, 11).
const THAI = '\\d?[\\u0e01-\\u0e2e]{1,3} ?'
const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]'
const PLACE = '(?<![\\u4e00-\\u9fff])[\\u4e00-\\u9fff]{2,4} ?'

/** `12가 3456`, `横浜 500 さ 46-49`, `沪C88888`, `กข 1234`, as a pattern. */
export const ASIAN_PLATE = [
  `(?:${PLACE})?\\d{2,3} ?[\\u3041-\\u3096\\uac00-\\ud7a3] ?\\d{2}-?\\d{2}(?![\\d-])`,
  `${PROVINCE}[A-Z][· .]?[A-Z\\d]{5,6}(?![A-Z\\d])`,
  `${THAI}\\d{1,4}(?!\\d)`,
].join('|')

// What of such a plate stands before its first digit, or before the letters that stand with it.
// The province first, as characters of other words may stand right before it.
const BEFORE: readonly RegExp[] = [`${PROVINCE}(?:[A-Z][· .]?)?`, THAI, PLACE].map(
  (part) => new RegExp(`(?:${part})$`, 'i'),
)
const LONGEST = 8
const FIRST_THAI = 0x0e01
// The mark and the letter between the first character and the digits.
const BETWEEN = 3

/** Gives where a plate begins that has its digits at a place, or the place. */
export function plateBefore(text: string, start: number): number {
  let at = start - 1
  while (at >= 0 && at > start - BETWEEN && text.charCodeAt(at) < FIRST_THAI) at -= 1
  if (at < 0 || text.charCodeAt(at) < FIRST_THAI) return start
  const from = Math.max(0, start - LONGEST)
  const before = text.slice(from, start)
  const index = BEFORE.map((one) => before.search(one)).find((at) => at >= 0)
  return index === undefined ? start : from + index
}
