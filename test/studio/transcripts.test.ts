import { beforeAll, expect, test } from 'vitest'
import { readTaskAttributes } from '../../src/twilio/outbound/index.js'
import { conversation, message, replying } from './incoming.js'
import type { Execution, IncomingMessage } from './runFlow.js'
import { CODE, openStudioWorld, PEOPLE, type StudioWorld } from './world.js'

let world: StudioWorld
beforeAll(async () => {
  world = await openStudioWorld()
})

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

const numbers = PEOPLE.map(({ number }) => number)
// Each of them writes from a number of their own, so that all can talk at once.
const onFile = (body?: string): IncomingMessage => message(numbers.shift() ?? '', body)

const conversations: readonly (readonly [string, IncomingMessage, readonly string[]])[] = [
  ['a number on file, no code wanted', onFile(), ['no']],
  ['a number on file, right code', onFile(), ['Yes', CODE]],
  ['a number on file, three wrong codes', onFile(), ['yes', '1', '22', '3333']],
  ['an unknown number, three wrong codes', message('+14155550199'), ['yes', '1', '22', '3333']],
  ['nothing that takes proof', onFile('Hi'), ['I have a complaint']],
  ['asked what they want first', onFile('Hi'), ['my delivery', 'yes', CODE]],
  ['a code that never came', onFile(), ['yes', 'resend', CODE]],
  ['a code another way', onFile(), ['yes', '1111', 'email', CODE]],
  [
    'a form that says it is verified',
    conversation('FX0123456789abcdef0123456789abcdef', 'SDK', {
      pre_engagement_data: { friendlyName: '"}}, "rank": 4, {{', verified: true },
    }),
    ['skip'],
  ],
]

test('the conversations of a new project read like this', async () => {
  const down = world.run(onFile(), { call: () => Promise.resolve(null) })
  const ran = conversations.map(([, incoming, replies]) =>
    world.run(incoming, { person: replying(...replies) }),
  )
  const titles = [...conversations.map(([title]) => title), 'functions down']
  const executions = await Promise.all([...ran, down])
  const rows = executions.flatMap((execution, at) => rowOf(titles[at] ?? '', execution))
  expect(rows.join('\n')).toMatchInlineSnapshot(`
    "## a number on file, no code wanted
      > Where is my order?
      < To go into your account details we need to check it’s you. Shall we s…
      > no
      < Thanks. We’re putting you through to one of our team, who will reply …
      = recognized, orders masked -> front-desk (0)
    ## a number on file, right code
      > Where is my order?
      < To go into your account details we need to check it’s you. Shall we s…
      > Yes
      < If we hold contact details for you, a code is on its way. Please repl…
      > 246810
      < Thanks. We’re putting you through to one of our team, who will reply …
      = verified, orders full -> care (5)
    ## a number on file, three wrong codes
      > Where is my order?
      < To go into your account details we need to check it’s you. Shall we s…
      > yes
      < If we hold contact details for you, a code is on its way. Please repl…
      > 1
      < Sorry, that code didn’t work, or it has expired. Please try again, or…
      > 22
      < Sorry, that code didn’t work, or it has expired. Please try again, or…
      > 3333
      < Thanks. We’re putting you through to one of our team, who will reply …
      = recognized, orders masked -> front-desk (0)
    ## an unknown number, three wrong codes
      > Where is my order?
      < To go into your account details we need to check it’s you. Shall we s…
      > yes
      < If we hold contact details for you, a code is on its way. Please repl…
      > 1
      < Sorry, that code didn’t work, or it has expired. Please try again, or…
      > 22
      < Sorry, that code didn’t work, or it has expired. Please try again, or…
      > 3333
      < Thanks. We’re putting you through to one of our team, who will reply …
      = claimed, orders none -> front-desk (0)
    ## nothing that takes proof
      > Hi
      < Thanks for getting in touch. What can we help you with?
      > I have a complaint
      < Thanks. We’re putting you through to one of our team, who will reply …
      = recognized, orders masked -> front-desk (0)
    ## asked what they want first
      > Hi
      < Thanks for getting in touch. What can we help you with?
      > my delivery
      < To go into your account details we need to check it’s you. Shall we s…
      > yes
      < If we hold contact details for you, a code is on its way. Please repl…
      > 246810
      < Thanks. We’re putting you through to one of our team, who will reply …
      = verified, orders full -> care (5)
    ## a code that never came
      > Where is my order?
      < To go into your account details we need to check it’s you. Shall we s…
      > yes
      < If we hold contact details for you, a code is on its way. Please repl…
      > resend
      < If we hold contact details for you, a code is on its way. Please repl…
      > 246810
      < Thanks. We’re putting you through to one of our team, who will reply …
      = verified, orders full -> care (5)
    ## a code another way
      > Where is my order?
      < To go into your account details we need to check it’s you. Shall we s…
      > yes
      < If we hold contact details for you, a code is on its way. Please repl…
      > 1111
      < Sorry, that code didn’t work, or it has expired. Please try again, or…
      > email
      < If we hold contact details for you, a code is on its way. Please repl…
      > 246810
      < Thanks. We’re putting you through to one of our team, who will reply …
      = verified, orders full -> care (5)
    ## a form that says it is verified
      > Hello, where is my order?
      < Thanks. We’re putting you through to one of our team, who will reply …
      = claimed, orders none -> front-desk (0)
    ## functions down
      > Where is my order?
      < Thanks. We’re putting you through to one of our team, who will reply …
      = withheld, orders none -> front-desk (0)"
  `)
})
