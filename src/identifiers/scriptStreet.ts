// Streets in the alphabets of Greek, Hebrew and Arabic: the kind of street, its name, the number of the house (Universal
// Postal Union, addressing of GRC, ISR, EGY, IRN and PAK).
const LETTER = '[\\u0370-\\u03ff\\u0590-\\u06ff]'
const KINDS =
  "οδός|οδος|οδ\\.|λεωφόρος|λεωφορος|λεωφ\\.|πλατεία|πλατεια|רחוב|רח׳|רח'|שדרות|שד׳|סמטת|شارع|طريق|جادة|زنقة|نهج|خیابان|کوچه|بلوار|گلی|سڑک"
const SIGN = '(?:(?:رقم|رقم:|پلاک|αριθμός|αρ\\.|מספר|מס׳) ?)?'

const NAMED = `(?:ה)?(?:${KINDS})(?: ${LETTER}{2,20}\\.?){1,3},? ${SIGN}`

/** `شارع التحرير 15`, `רחוב הרצל 22`, `οδός Ερμού 8`, as a pattern. */
export const SCRIPT_STREET = `${NAMED}\\d{1,4}`

const BEFORE = new RegExp(`(?<!${LETTER})${NAMED}$`, 'i')
const LONGEST = 64

/** Tells whether a character may begin such a street. */
export const isOfScript = (code: number): boolean =>
  (code >= 0x370 && code <= 0x3ff) || (code >= 0x590 && code <= 0x6ff)

/** Gives where such a street begins whose number stands at a place, or the place. */
export function scriptBefore(text: string, start: number): number {
  const found = BEFORE.exec(text.slice(Math.max(0, start - LONGEST), start))
  return found === null ? start : start - found[0].length
}
