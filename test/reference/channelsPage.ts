import { channels } from '../../src/channels/index.js'
import { levelOf } from '../../src/model/index.js'
import { codes, type Page, pageOf, tableOf } from './markdown.js'

const wordOf = (word: string | null): string => (word === null ? '' : `\`${word}\``)

/** Lists the channels: what each asserts by itself, and how Twilio spells it. */
export const channelsPage = (): Page =>
  pageOf(
    'channels.md',
    'Channels',
    'What a channel says of the person by itself, before anybody proved anything. *Grade* is how far the platform vouches for the address. A channel with a *session* carries proof on to later messages; one without carries it for one message or one action. *Read by* is the most that can be assumed of who sees the answer at that address.',
    [
      tableOf(
        ['channel', 'also written', 'grade', 'session', 'read by, at most', 'example'],
        channels.map(({ name, aliases, grade, session, readCeiling, examples }) => [
          `\`${name}\``,
          codes(aliases),
          `${grade} ${levelOf(grade)}`,
          session ? 'yes' : 'no',
          `${readCeiling} ${levelOf(readCeiling)}`,
          wordOf(examples.valid[0] ?? null),
        ]),
      ),
      '## How Twilio spells them',
      'An empty cell: that API has no word for the channel, and the library refuses to write one.',
      tableOf(
        [
          'channel',
          'address prefix in Studio',
          'Address Configuration',
          'Interaction',
          'Flex Flow',
        ],
        channels.map(({ name, twilio }) => [
          `\`${name}\``,
          twilio.studio === '' ? 'none' : wordOf(twilio.studio),
          wordOf(twilio.address),
          wordOf(twilio.interaction),
          wordOf(twilio.flexFlow),
        ]),
      ),
    ],
  )
