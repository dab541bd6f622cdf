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
 * Warns about rules that another copy of the same data completes: here a phone number shows its
 * last digits, and Twilio's own redacted copy shows all but its last four. Paths name the audience.
 * The code is `twilio_hides_last_four`.
 */
export const warnOfRules = (redaction: Redaction): readonly Issue[] =>
  AUDIENCES.filter((audience) => showsTheEnd(redaction[audience])).map((audience) => ({
    code: 'twilio_hides_last_four',
    path: `/${audience}`,
  }))
