// node examples/names/start.mjs: a message with its names hidden, beside what is hidden without them.
import { redactText } from 'countersign'
import { findNames } from './names.mjs'

const RULES = [
  { target: 'text', identifier: 'default', action: 'mask' },
  { target: 'text', identifier: 'person', action: 'drop' },
]
const message = 'I am Emma Wilson, call me at (415) 555-0132.'
console.log(redactText(message, RULES, { finders: [findNames] }).text)
