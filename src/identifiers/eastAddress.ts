// Addresses of East Asia: the largest place first, the number of the house last (Universal Postal Union, addressing of CHN, TWN,
// JPN and KOR).
const CHARACTER = '[\\u3041-\\u3096\\u30a1-\\u30fc\\u3400-\\u9fff]'
const CHINESE = `${CHARACTER}{1,20}(?:路|街|道|巷|弄|段|里|村|镇|鎮|区|區) ?\\d{1,5} ?(?:号|號|弄|巷)(?: ?\\d{1,4} ?(?:号楼|栋|幢|楼|樓|单元|室|层|之) ?){0,4}(?:\\d{1,4} ?室)?`
const JAPANESE = `${CHARACTER}{1,10}(?:都|道|府|県|市|区|郡)${CHARACTER}{0,14} ?(?:\\d{1,2}-\\d{1,2}-\\d{1,4}(?:-\\d{1,4})?(?![\\d-])|\\d{1,2}丁目(?:\\d{1,3}番地?)?(?:\\d{1,3}号)?(?:-?\\d{1,4}(?:-\\d{1,4})?)?)`
const HANGUL = '[\\uac00-\\ud7a3]'
const KOREAN = `(?:${HANGUL}{1,6}(?:시|도) ){1,2}(?:${HANGUL}{1,6}(?:구|군|읍|면) ){0,2}${HANGUL}[\\uac00-\\ud7a3\\d]{0,9}(?:로|길|동|리) ?\\d{1,4}(?:-\\d{1,4})?(?![\\d-])`

/** `上海市浦东新区世纪大道100号`, `東京都新宿区西新宿2-8-1`, `서울시 강남구 테헤란로 123`, as a pattern. */
export const EAST_ADDRESS = `${CHINESE}|${JAPANESE}|${KOREAN}`

// What leads to one, without a space between.
const LEAD = /(?:住所|住址|地址|住在|家在|送到|寄到|发到|寄往|は|是|:|：)+/g
const BEFORE = new RegExp(
  `(?:${CHARACTER}{2,32}|(?<!${HANGUL})${HANGUL}{1,6}(?:시|도) (?:${HANGUL}[\\uac00-\\ud7a3\\d]{0,9} ?){1,4}) ?$`,
)
const LONGEST = 44
const FIRST = 0x3041

/** Tells whether a character may begin such an address. */
export const isEast = (code: number): boolean => code >= FIRST && code <= 0xd7a3

/** Gives where such an address begins whose first number stands at a place, or the place. */
export function eastBefore(text: string, start: number): number {
  const last = text.charCodeAt(start - 1) === 32 ? start - 2 : start - 1
  if (last < 0 || !isEast(text.charCodeAt(last))) return start
  const from = Math.max(0, start - LONGEST)
  const found = BEFORE.exec(text.slice(from, start))
  if (found === null) return start
  const lead = [...found[0].matchAll(LEAD)].at(-1)
  return from + found.index + (lead === undefined ? 0 : lead.index + lead[0].length)
}
