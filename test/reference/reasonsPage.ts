import { REASONS } from '../../src/model/index.js'
import { pageOf, type ReferencePage, tableOf } from './markdown.js'

/** Lists the reason codes of decisions, with cause and remedy. */
export const reasonsPage = (): ReferencePage =>
  pageOf(
    'reasons.md',
    'Reason codes',
    '`reasons` of a decision say why it is as it is: codes and paths, never a value that was received. In code, the same list is `REASONS` of `countersign`.',
    [
      tableOf(
        ['code', 'cause', 'remedy'],
        Object.entries(REASONS)
          .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
          .map(([code, { cause, remedy }]) => [`\`${code}\``, cause, remedy]),
      ),
    ],
  )
