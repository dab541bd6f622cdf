import type { FlowCondition } from './definition.js'

// Split comparisons ignore case and the white space around both sides, and a regular expression must match the whole
// value (https://www.twilio.com/docs/studio/widget-library/split-based-on).
const fold = (text: string): string => text.trim().toLowerCase()

const listed = (value: string): readonly string[] => value.split(',').map(fold)

/** Tells whether a condition of a split holds for a rendered value. */
export function holds({ type, value }: FlowCondition, rendered: string): boolean {
  const input = fold(rendered)
  const wanted = fold(value)
  switch (type) {
    case 'equal_to':
      return input === wanted
    case 'not_equal_to':
      return input !== wanted
    case 'matches_any_of':
      return listed(value).includes(input)
    case 'does_not_match_any_of':
      return !listed(value).includes(input)
    case 'is_blank':
      return input === ''
    case 'is_not_blank':
      return input !== ''
    case 'regex':
      return new RegExp(`^(?:${value})$`, 'i').test(rendered.trim())
    case 'contains':
      return input.includes(wanted)
    case 'does_not_contain':
      return !input.includes(wanted)
    case 'starts_with':
      return input.startsWith(wanted)
    case 'does_not_start_with':
      return !input.startsWith(wanted)
    case 'less_than':
      return Number(input) < Number(wanted)
    case 'greater_than':
      return Number(input) > Number(wanted)
  }
}
