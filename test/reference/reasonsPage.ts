import { ANSWER_REASONS, REASONS } from '../../src/model/index.js'
import { pageOf, type ReferencePage, tableOf } from './markdown.js'

const meanings = (reasons: Readonly<Record<string, { cause: string; remedy: string }>>): string =>
  tableOf(
    ['code', 'cause', 'remedy'],
    Object.entries(reasons)
      .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
      .map(([code, { cause, remedy }]) => [`\`${code}\``, cause, remedy]),
  )

/** Lists the reason codes of decisions, with cause and remedy. */
export const reasonsPage = (): ReferencePage =>
  pageOf(
    'reasons.md',
    'Reason codes',
    '`reasons` of a decision say why it is as it is: codes and paths, never a value that was received. In code, the same list is `REASONS` of `countersign`.',
    [
      meanings(REASONS),
      '## What Functions answer besides',
      'A Function that cannot do what it is asked says why under `reason`: a code of the table above, or one of these about its call, its ledger, codes, logins and web chats.',
      meanings(ANSWER_REASONS),
    ],
  )
