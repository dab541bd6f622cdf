import type { OptionSpec } from './command.js'

/** Says which values an option takes, where it was given another. */
export const sayChoices = (option: string, words: readonly string[]): string =>
  `--${option} is one of ${words.join(', ')}`

/** Options that several commands have, each in the same words. */
export const SHARED_OPTIONS = {
  at: {
    type: 'string',
    value: 'ISO',
    summary: 'The time of the decision. Default: now, and the time is printed.',
  },
  asked: { type: 'string', value: 'TEXT', summary: 'The question that the text answers.' },
  json: { type: 'boolean', summary: 'Print the answer as JSON.' },
  sids: { type: 'string', value: 'S', summary: 'A file with the SIDs of the queues.' },
} as const satisfies Readonly<Record<string, OptionSpec>>
