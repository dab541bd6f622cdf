import type { Requirement } from '../../src/decide/index.js'
import { mapParts } from '../../src/decide/index.js'
import { levelOf } from '../../src/model/index.js'
import { packs } from '../../src/policy/index.js'
import { codes, pageOf, type ReferencePage, tableOf } from './markdown.js'

type ShippedPack = (typeof packs)[number]

/** Says what a requirement asks, each part in the words that `explain` and the report have for it, or that nothing meets it. */
function sayRequirement(requires: Requirement | undefined): string {
  if (requires === undefined) return 'never'
  const { write, read } = requires
  return [
    `who asks is at least ${levelOf(write)}`,
    ...(read > 0 ? [`who reads is at least ${levelOf(read)}`] : []),
    ...mapParts(requires, (part, value) => part.say(value, NO_CONDITION)),
  ].join(', ')
}

// No pack of ours has a condition.
const NO_CONDITION = (): string => {
  throw new TypeError('say conditions of packs too')
}

const rowsOf = (pack: ShippedPack): readonly (readonly string[])[] => [
  ...pack.classes.map(({ id, kinds, from, requires, sources }) => [
    `\`${id}\``,
    `data of kind ${codes(kinds)}, from \`${from}\` upwards: ${sayRequirement(requires)}`,
    sources.join('; '),
  ]),
  ...pack.actions.map(({ id, kinds, requires, notify = [], sources }) => [
    `\`${id}\``,
    `actions of kind ${codes(kinds)}: ${sayRequirement(requires)}${notify.length > 0 ? `, told to ${codes(notify)}` : ''}`,
    sources.join('; '),
  ]),
  ...pack.delivery.map(({ id, kinds, requires, sources }) => [
    `\`${id}\``,
    `delivery of kind ${codes(kinds)}: ${sayRequirement(requires)}`,
    sources.join('; '),
  ]),
  ...pack.redaction.map(({ id, audiences, atMost, sources }) => [
    `\`${id}\``,
    `what is shown to ${codes(audiences)}: at most \`${atMost}\``,
    sources.join('; '),
  ]),
  ...pack.refuses.map(({ id, kind, sources }) => [
    `\`${id}\``,
    `\`${kind}\` may not be used`,
    sources.join('; '),
  ]),
  ...pack.retention.map(({ id, what, keep, sources }) => [
    `\`${id}\``,
    `${what}: kept ${keep}`,
    sources.join('; '),
  ]),
]

/** Lists the rules of every pack, each with its source. */
export const packsPage = (): ReferencePage =>
  pageOf(
    'packs.md',
    'Packs',
    'A pack is a regulation as rules, each with its source. A policy names packs under `packs`; a pack can only tighten what the policy says. They are engineering defaults, not legal advice: have counsel confirm what applies to you.',
    packs.map((pack) =>
      [
        `## ${pack.name}`,
        pack.title,
        tableOf(['rule', 'what it asks', 'source'], rowsOf(pack)),
      ].join('\n\n'),
    ),
  )
