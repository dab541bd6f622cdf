import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { channels } from '../../src/channels/index.js'

const SPECS = resolve(import.meta.dirname, '../../../shared/twilio-openapi')
const flex = resolve(SPECS, 'twilio_flex_v1.json')
const conversations = resolve(SPECS, 'twilio_conversations_v1.json')

const wordsOf = (file: string, schema: string): readonly string[] =>
  JSON.parse(readFileSync(file, 'utf8')).components.schemas[schema].enum

describe.skipIf(!existsSync(flex) || !existsSync(conversations)).each(channels)(
  "$name in Twilio's own words",
  ({ twilio }) => {
    test.each([
      ['Flex Flow', twilio.flexFlow, flex, 'flex_flow_enum_channel_type'],
      ['Interactions', twilio.interaction, flex, 'interaction_channel_enum_type'],
      ['Address Configuration', twilio.address, conversations, 'configuration_address_enum_type'],
    ])('%s knows the word, or has none', (_, word, file, schema) => {
      if (word !== null) expect(wordsOf(file, schema)).toContain(word)
    })

    test('the prefix in Studio is a scheme that the channel reads', () => {
      expect(twilio.studio).toMatch(/^(?:[a-z]+:)?$/)
    })
  },
)

test('a channel that Interactions cannot name has no word there', () => {
  const silent = channels.filter(({ twilio }) => twilio.interaction === null)
  expect(silent.map(({ name }) => name)).toEqual(['group_mms', 'rcs', 'apple'])
})
