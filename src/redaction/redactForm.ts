import type { RedactionRule } from '../model/index.js'
import { readTogether } from './readTogether.js'
import { surroundingsOfKeys } from './redactLeaf.js'
import { applyTextRules, type RedactOptions } from './redactText.js'
import { readTextRules, type TextRules, withOwn } from './textRules.js'

/** One field of a form: what it is called, and what somebody wrote into it. */
export interface FormField {
  readonly name: string
  readonly text: string
}

// Whoever reads a form makes its names fit: `DE89 3704` becomes `DE89_3704`, and lists stand below one another.
const spellingsOf = (name: string): readonly string[] => [
  ...new Set(
    [name, ...name.split('.')].flatMap((one) => [
      one,
      one.replaceAll(/[_.]+/g, ' '),
      one.replaceAll('_', '-'),
    ]),
  ),
]

// `order.id` reads as a site, and is none.
const isHidden = (name: string, texts: TextRules, options: RedactOptions): boolean => {
  const { complete, redacted } = applyTextRules(name, texts, options)
  return !complete || redacted.some((type) => type !== 'url')
}

/**
 * Redacts what a form says, field by field: what a field is called tells what it holds as words before it do, values
 * that go on in the next field are one value, and beside a card a lone code or month is its own. `null` for a field
 * whose very name is to be hidden.
 */
export function redactForm(
  fields: readonly FormField[],
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): readonly (string | null)[] {
  const texts = readTextRules(rules)
  const wanted = withOwn(options, texts)
  const inTurn = readTogether(
    fields.map(({ text }) => ({ author: '', text })),
    () => wanted,
  )
  const hasCard = inTurn.some(({ found }) => found.some(({ type }) => type === 'payment_card'))
  return fields.map(({ name, text }, at) => {
    if (spellingsOf(name).some((one) => isHidden(one, texts, options))) return null
    const surroundings = surroundingsOfKeys([name], {
      ...inTurn[at],
      ...(hasCard && { isAfterCard: true }),
    })
    return applyTextRules(text, texts, options, surroundings).text
  })
}
