import { entriesOf, exportedAs, membersOf, namesOf } from './exported.js'
import { pageOf, type ReferencePage, tableOf } from './markdown.js'

const DOOR = 'functions.ts'

const code = (name: string): string => `\`${name}\``

/** Lists what a Function is told by a flow, and what each handler is set up with. */
export const functionsPage = (): ReferencePage =>
  pageOf(
    'functions.md',
    'Functions: parameters and settings',
    'What a Studio flow sends to a Function, and what the code of the Function gives to its handler. `examples/functions` shows both together.',
    [
      '## Parameters of a flow',
      'Every value is text; what is left out is empty. Capital letters, `_` and `-` in a name do not matter. A fact of your business that the policy declares is a parameter `context.NAME`; who else reads is `readers`, as JSON, where `[]` is nobody and absent is not known.',
      tableOf(
        ['parameter', 'meaning'],
        entriesOf('twilio/inbound/studioFields.ts', 'SPELLINGS').map(([name, doc]) => [
          code(name),
          doc,
        ]),
      ),
      ...namesOf(DOOR)
        .toSorted()
        .filter((name) => /^create|Redactor$/.test(name))
        .map((name) => `## ${name}\n\n${exportedAs(DOOR, name).doc}`),
      ...namesOf(DOOR)
        .toSorted()
        .filter((name) => /(?:Settings|Expectation)$/.test(name))
        .filter((name) => membersOf(DOOR, name).length > 0)
        .map((name) =>
          [
            `## ${name}`,
            exportedAs(DOOR, name).doc,
            tableOf(
              ['setting', 'meaning'],
              membersOf(DOOR, name).map(([member, doc]) => [code(member), doc]),
            ),
          ].join('\n\n'),
        ),
    ],
  )
