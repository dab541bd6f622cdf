import { expect, test } from 'vitest'
import { channels } from '../../src/channels/index.js'
import { MAILBOX_CHANNELS, NUMBER_CHANNELS } from '../../src/decide/vocabulary.js'

// The doors for Functions leave examples out, so the lists are made without them.
test.each([
  ['tel:', NUMBER_CHANNELS],
  ['mailto:', MAILBOX_CHANNELS],
])('channels on which %s writes are those of whose examples one does', (scheme, listed) => {
  const shown = channels.filter(({ examples, parse, node }) =>
    examples.valid.some((address) => {
      const read = parse(address)
      return read.ok && node(read.value).startsWith(scheme)
    }),
  )
  expect(listed.length).toBeGreaterThan(0)
  expect(listed).toEqual(shown.map(({ name }) => name))
})
