import { channels } from '../channels/index.js'
import {
  type AtomWords,
  type Condition,
  mapParts,
  type Requirement,
  sayCondition as sayParts,
} from '../decide/index.js'
import { levelOf } from '../model/index.js'
import { type Html, html, joinHtml, words } from './html.js'

/**
 * Shows a code of ours as words: `web_chat` -> `web chat`. It is for codes alone; a text that
 * somebody wrote is shown as it is.
 */
export const codeInWords = (code: string): string => code.replaceAll('_', ' ')

/** The names that are written otherwise than their codes: channels say theirs, such as brands. */
const WRITTEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    channels.flatMap(({ name, title }) => (title === undefined ? [] : [[name, title]])),
  ),
  deliver_to_record: 'deliver to the address on file',
}

/** Names a channel, a rung or an answer as it is written everywhere on the page. */
export const sayName = (code: string): string => WRITTEN[code] ?? codeInWords(code)

/** Shows an instant of ISO 8601 in UTC, to the second. */
export const showTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`

/**
 * Says what a requirement takes: the levels first, then each part by its own descriptor, so that a
 * part which is added is said here without a line.
 */
export function sayRequirement(requirement: Requirement): Html {
  const { write, read } = requirement
  const levels = [
    `who asks: ${levelOf(write)}`,
    ...(read > 0 ? [`who reads: ${levelOf(read)}`] : []),
  ]
  const parts = mapParts(requirement, (part, value) => part.say(value, sayPlain))
  return joinHtml(
    [...levels, ...parts].map((text) => html`${text}`),
    '; ',
  )
}

/** Says a condition as text, its words joined by `or` and its parts by `and`. */
const sayPlain = (when: Condition): string =>
  sayParts(when)
    .map((said) =>
      said.map((part) => (typeof part === 'string' ? part : part.words.join(' or '))).join(''),
    )
    .join(' and ')

/** Says when a route or an invariant applies; `always` for a condition without parts. */
export function showCondition(when: Condition): Html {
  const said = sayParts(when)
  return said.length === 0 ? html`always` : joinHtml(said.map(sayOne), '; ')
}

/** Says one part of a condition; its words are names of the policy and are kept apart. */
const sayOne = (said: AtomWords): Html =>
  joinHtml(
    said.map((part) => (typeof part === 'string' ? html`${part}` : words(part.words, ' or '))),
    '',
  )
