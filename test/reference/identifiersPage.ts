import { identifiers } from '../../src/identifiers/index.js'
import { codes, pageOf, type ReferencePage, tableOf } from './markdown.js'

const FEW = 6

const classes = [...new Set(identifiers.map(({ dataClass }) => dataClass))].sort()

/** Lists the kinds of identifier that the scanner finds, by what they say about a person. */
export const identifiersPage = (): ReferencePage =>
  pageOf(
    'identifiers.md',
    'Identifiers',
    `The ${identifiers.length} kinds of value that \`scan\` and \`redact\` find in text. A policy names them under \`redact\`, and adds its own under \`identifiers\`. Some are found by their form and check digit alone; others only beside a word that tells what they are.`,
    classes.map((dataClass) =>
      [
        `## ${dataClass.replaceAll('_', ' ')}`,
        tableOf(
          ['type', 'example', 'found', 'words for it'],
          identifiers
            .filter((one) => one.dataClass === dataClass)
            .map(({ type, examples, contextOnly, context }) => [
              `\`${type}\``,
              codes(examples.valid.slice(0, 1)),
              contextOnly === undefined
                ? 'by its form'
                : contextOnly === true
                  ? 'beside such a word'
                  : 'by its form, or beside such a word',
              codes((context?.words ?? []).slice(0, FEW)),
            ]),
        ),
      ].join('\n\n'),
    ),
  )
