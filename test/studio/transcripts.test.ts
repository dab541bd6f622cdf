import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTaskAttributes } from '../../src/twilio/outbound/readTaskAttributes.js'
import { conversation, message, replying } from './incoming.js'
import type { Execution, Incoming } from './runFlow.js'
import { CODE, type StudioWorld, startStudioWorld } from './world.js'

let world: StudioWorld
beforeAll(async () => {
  world = await startStudioWorld()
})
afterAll(() => world.stop())

const shortened = (text: string): string => (text.length > 70 ? `${text.slice(0, 69)}…` : text)

const rowOf = (title: string, { lines, tasks }: Execution): readonly string[] => {
  const [task] = tasks
  const read = task === undefined ? undefined : readTaskAttributes(task.attributes)
  const place = task === undefined ? undefined : world.route(task)
  const outcome =
    read?.ok === true
      ? `${read.value.status === 'decided' ? read.value.level : read.value.status}, orders ${read.value.disclosure['orders']} -> ${place?.queue} (${place?.priority})`
      : 'no task'
  return [
    `## ${title}`,
    ...lines.map(({ from, text }) => `  ${from === 'person' ? '>' : '<'} ${shortened(text)}`),
    `  = ${outcome}`,
  ]
}

const conversations: readonly (readonly [string, Incoming, readonly string[]])[] = [
  ['a number on file, no code wanted', message('+14155550100'), ['no']],
  ['a number on file, right code', message('+14155550100'), ['Yes', CODE]],
  ['a number on file, three wrong codes', message('+14155550100'), ['yes', '1', '22', '3333']],
  ['an unknown number, three wrong codes', message('+14155550199'), ['yes', '1', '22', '3333']],
  ['nothing that takes proof', message('+14155550100', 'Hi'), ['I have a complaint']],
  ['asked what they want first', message('+14155550100', 'Hi'), ['my delivery', 'yes', CODE]],
  ['a code that never came', message('+14155550100'), ['yes', 'resend', CODE]],
  ['a code another way', message('+14155550100'), ['yes', '1111', 'email', CODE]],
  [
    'a form that says it is verified',
    conversation('FX0123456789abcdef0123456789abcdef', 'SDK', {
      pre_engagement_data: { friendlyName: '"}}, "rank": 4, {{', verified: true },
    }),
    ['skip'],
  ],
]

test('the conversations of a new project read like this', async () => {
  const rows: string[] = []
  for (const [title, incoming, replies] of conversations) {
    world.twilio.state.documents.clear()
    rows.push(...rowOf(title, await world.run(incoming, { person: replying(...replies) })))
  }
  const down = await world.run(message('+14155550100'), { call: () => Promise.resolve(null) })
  rows.push(...rowOf('functions down', down))
  expect(rows.join('\n')).toMatchInlineSnapshot(`
    "## a number on file, no code wanted
      > Where is my order?
      < To help with everything you may ask, we can c…
      > no
      < Thank you. We are connecting you with a perso…
      = recognized, orders masked -> front-desk (0)
    ## a number on file, right code
      > Where is my order?
      < To help with everything you may ask, we can c…
      > Yes
      < If we hold contact details for you, a code is…
      > 246810
      < Thank you. We are connecting you with a perso…
      = verified, orders full -> care (5)
    ## a number on file, three wrong codes
      > Where is my order?
      < To help with everything you may ask, we can c…
      > yes
      < If we hold contact details for you, a code is…
      > 1
      < That code cannot be used. Please reply with t…
      > 22
      < That code cannot be used. Please reply with t…
      > 3333
      < Thank you. We are connecting you with a perso…
      = recognized, orders masked -> front-desk (0)
    ## an unknown number, three wrong codes
      > Where is my order?
      < To help with everything you may ask, we can c…
      > yes
      < If we hold contact details for you, a code is…
      > 1
      < That code cannot be used. Please reply with t…
      > 22
      < That code cannot be used. Please reply with t…
      > 3333
      < Thank you. We are connecting you with a perso…
      = claimed, orders none -> front-desk (0)
    ## a form that says it is verified
      > Hello
      < To help with everything you may ask, we can c…
      > skip
      < Thank you. We are connecting you with a perso…
      = claimed, orders none -> front-desk (0)
    ## functions down
      > Where is my order?
      < Thank you. We are connecting you with a perso…
      = withheld, orders none -> front-desk (0)"
  `)
})
