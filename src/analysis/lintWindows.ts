import { readDuration } from '../model/index.js'
import { riskSettings } from '../trust/index.js'
import type { Check, Finding } from './finding.js'

/** Finds windows of no time, where a longer one is the safer: what they should hold down is never held. */
export const lintWindows: Check = ({ document: { risk = {} } }) =>
  Object.values(riskSettings).flatMap((setting): readonly Finding[] => {
    if (setting.form !== 'duration' || setting.tightening !== 'higher') return []
    const text = risk[setting.word]
    return text !== undefined && readDuration(text) === 0
      ? [{ code: 'window_of_no_time', path: ['risk', setting.word], word: setting.word }]
      : []
  })
