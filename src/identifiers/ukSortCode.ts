import { parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { hideAll } from './masks.js'

// `20/10/27`, as a day is written; nobody writes one `20/00/00`.
const isDay = (typed: string): boolean => {
  const [first = 0, second = 0] = typed.split(/[./]/).map(Number)
  return (
    Math.min(first, second) >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31
  )
}
// `sort code: 20/10/27`, not `sort code changed on 20/10/27`.
const TOLD = /(?:codes?|sort|s\/?c|is|[:=]) ?$/i
const TOLD_BEHIND = /^ (?:is )?(?:my |the |our )?sort/i
// In characters.
const REACH = 20

/**
 * British sort code: bank and branch in six digits (Pay.UK, sorting codes), by the words beside it.
 * `20-00-00`; an account number is found right behind it.
 */
export const ukSortCode: Identifier = {
  type: 'uk_sort_code',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [2, 6],
  minDigits: 6,
  pattern: /(?<![A-Za-z0-9$£])(?<!\d[./-])\d{2}([ ./-]?)\d{2}\1\d{2}(?![A-Za-z0-9])(?![./-]\d)/g,
  parse: parseDigits(/^\d{6}$/),
  mask: hideAll,
  fitsIn(text, start, end) {
    const typed = text.slice(start, end)
    if (!/[./]/.test(typed) || !isDay(typed)) return true
    return (
      TOLD.test(text.slice(Math.max(0, start - REACH), start)) ||
      TOLD_BEHIND.test(text.slice(end, end + REACH))
    )
  },
  // Six digits in pairs are a date as often.
  weigh: () => 10,
  context: {
    words: ['sort code*', 'sortcode*', 'sorting code*', 's/c', 'sc', 'sort'],
    within: 24,
    direct: true,
    after: ['sort code*', 'sortcode*'],
  },
  contextOnly: true,
  examples: {
    valid: ['20-00-00', '200000', '20 00 00', '20/00/00'],
    invalid: ['20-00', '20-0000', '2000000'],
  },
}
