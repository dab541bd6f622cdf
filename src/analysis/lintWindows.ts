import { counterSettings } from '../decide/index.js'
import { CODE_VALIDITY } from '../evidence/index.js'
import { readDuration } from '../model/index.js'
import { riskSettings } from '../trust/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds windows of no time where a longer one is safer: they cap nothing. With `risk: { quarantine:
 * 0d }` an address that was changed a minute ago counts like one of years.
 */
export const lintWindows: Check = ({ document: { risk = {}, counters = {} } }) => [
  ...Object.values(riskSettings).flatMap((setting): readonly Finding[] => {
    if (setting.form !== 'duration' || setting.tightening !== 'higher') return []
    const text = risk[setting.word]
    return text !== undefined && readDuration(text) === 0
      ? [{ code: 'window_of_no_time', path: ['risk', setting.word], word: setting.word }]
      : []
  }),
  ...Object.values(counterSettings).flatMap(({ form, word }): readonly Finding[] => {
    const text = counters[word]
    const counted = typeof text === 'string' ? readDuration(text) : null
    // A count that is forgotten before a code ends lets somebody try the same code for ever.
    return form === 'duration' && counted !== null && counted < CODE_VALIDITY
      ? [{ code: 'counter_forgets_at_once', path: ['counters', word], word: String(text) }]
      : []
  }),
]
