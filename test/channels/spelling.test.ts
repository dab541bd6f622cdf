import { describe, expect, test } from 'vitest'
import { channels, findChannel } from '../../src/channels/index.js'
import { INTERACTION_CHANNELS, wordsOf } from '../twilio/api/operations.js'

const FLEX_FLOW = wordsOf('POST flex-api.twilio.com/v1/FlexFlows', 'ChannelType')
const ADDRESS = wordsOf('POST conversations.twilio.com/v1/Configuration/Addresses', 'Type')

const spelled = channels.flatMap(({ name, twilio }) => [
  { name, api: 'Flex Flow', word: twilio.flexFlow, words: FLEX_FLOW },
  { name, api: 'Interactions', word: twilio.interaction, words: INTERACTION_CHANNELS },
  { name, api: 'Address Configuration', word: twilio.address, words: ADDRESS },
])

describe("a channel in Twilio's own words", () => {
  test.each(spelled.filter(({ word }) => word !== null))(
    '$name: $api knows $word',
    ({ word, words }) => {
      expect(words).toContain(word)
    },
  )

  test.each(channels)(
    '$name: the prefix in Studio is a scheme that the channel reads',
    ({ twilio }) => {
      expect(twilio.studio).toMatch(/^(?:[a-z]+:)?$/)
    },
  )
})

test.each([
  ['Flex Flow', ['group_mms', 'rcs', 'apple', 'email']],
  ['Interactions', ['group_mms', 'rcs', 'apple']],
  ['Address Configuration', ['instagram', 'line', 'viber', 'telegram', 'custom']],
])(
  '%s has no word for these channels, nor for what reaches Twilio as chat, and for all others one',
  (api, silent) => {
    const without = spelled.filter((one) => one.api === api && one.word === null)
    const names = without.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(silent))
    const others = names.filter((name) => !silent.includes(name))
    expect(others.filter((name) => findChannel(name)?.twilio.interaction !== 'chat')).toEqual([])
  },
)
