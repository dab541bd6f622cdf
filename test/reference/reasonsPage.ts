import { REASONS } from '../../src/model/index.js'
import { type Page, pageOf, tableOf } from './markdown.js'

/** Lists the reason codes of decisions, with cause and remedy. */
export const reasonsPage = (): Page =>
  pageOf(
    'reasons.md',
    'Reason codes',
    'A decision says why it is as it is in `reasons`: codes and places, never a value that came in. The same list is `REASONS` of `countersign`.',
    [
      tableOf(
        ['code', 'cause', 'remedy'],
        Object.entries(REASONS)
          .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
          .map(([code, { cause, remedy }]) => [`\`${code}\``, cause, remedy]),
      ),
    ],
  )
