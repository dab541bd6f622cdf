import {
  AUDIENCES,
  type Issue,
  type Redaction,
  type RedactionAction,
  type RedactionRule,
} from '../model/index.js'
import { actionOn, readTextRules } from './textRules.js'

// Twilio's Message Redaction hides the last four digits of a phone number, and shows the rest.
const SHOWS_THE_END: readonly RedactionAction[] = ['mask', 'truncate']

const showsTheEnd = (rules: readonly RedactionRule[]): boolean =>
  SHOWS_THE_END.includes(actionOn(readTextRules(rules), 'phone'))

/**
 * Warns of rules that other copies of the same data complete: a phone number that shows its last
 * digits here, and all but its last four in Twilio's own redacted copy. Paths name the audience.
 * The code is `twilio_hides_last_four`.
 */
export const warnOfRules = (redaction: Redaction): readonly Issue[] =>
  AUDIENCES.filter((audience) => showsTheEnd(redaction[audience])).map((audience) => ({
    code: 'twilio_hides_last_four',
    path: `/${audience}`,
  }))
