import { channels } from '../../src/channels/index.js'
import { levelOf } from '../../src/model/index.js'
import { codes, pageOf, type ReferencePage, tableOf } from './markdown.js'

const wordOf = (word: string | null): string => (word === null ? '' : `\`${word}\``)

/** Lists the channels: what each asserts by itself, and how Twilio spells it. */
export const channelsPage = (): ReferencePage =>
  pageOf(
    'channels.md',
    'Channels',
    'What a channel alone says about the person, before anybody proved anything. *Grade* says how far the platform can be trusted about the address. On a channel with a *session* a proof also counts for later messages; on one without a session it counts for one message or one action. *Read by* is the most that can be assumed of who sees the answer at that address.',
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
