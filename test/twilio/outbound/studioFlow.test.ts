import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepUpMethods } from '../../../src/decide/index.js'
import { isAlike, LONGEST_WAIT } from '../../../src/model/index.js'
import { readTaskAttributes } from '../../../src/twilio/outbound/readTaskAttributes.js'
import { toStudioFlow } from '../../../src/twilio/outbound/studioFlow.js'
import type { StudioFlowOptions } from '../../../src/twilio/outbound/studioFlowOptions.js'
import type { StudioFlow } from '../../../src/twilio/outbound/studioFlowShape.js'
import { compiled } from '../../compiled.js'
import { runs } from '../../runs.js'
import { type Definition, readDefinition, refusedPlaces } from '../../studio/definition.js'
import { OPTIONS, POLICY_TEXT } from '../../studio/fixture.js'
import { linksOf, mostOnAPath, reachedIn } from '../../studio/pathsOf.js'

const policy = compiled(POLICY_TEXT)

const flowOf = (options: Partial<StudioFlowOptions> = {}, stepUp = policy.stepUp): StudioFlow => {
  const flow = toStudioFlow({ ...policy, stepUp }, { ...OPTIONS, ...options })
  if (!flow.ok) throw new TypeError(JSON.stringify(flow.issues))
  return flow.value
}

const anyStepUp = fc.subarray(
  stepUpMethods.map(({ name }) => name),
  { minLength: 0 },
)
const anyFlow = fc
  .record({
    stepUp: anyStepUp,
    tries: fc.integer({ min: 1, max: 9 }),
    patience: fc.integer({ min: 60, max: 86_400 }),
    timeout: fc.integer({ min: 60, max: LONGEST_WAIT }),
    classes: fc.subarray(['account', 'contact']),
    actions: fc.subarray(['change_address', 'pay'], { maxLength: 1 }),
    channel: fc.constantFrom('', 'rcs', 'sms'),
    closed: fc.subarray(['verified', 'general']),
    wants: fc.subarray([
      { words: ['order', 'pedido'], classes: ['account'] },
      { words: ['address'], actions: ['change_address'] },
    ]),
    languages: fc.subarray([
      { language: 'es', addresses: ['+34910000000'], replies: { want: '¿En qué le ayudamos?' } },
      { language: 'pt', replies: { yes: ['sim'] } },
    ]),
  })
  .map(({ stepUp, classes, actions, ...rest }) =>
    flowOf({ ...rest, intent: { classes, actions } }, stepUp),
  )

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

// One template that is the whole text: nothing can be substituted into something else.
const WHOLE = /^\{\{[A-Za-z0-9_.]+(?: \| to_json)?\}\}$/

// Templates that name an object or a list.
const OBJECT = /^\{\{(?:[\w.]+\.)?(?:ChannelAttributes|attributes|countersign\.step_up)\b(?!\.)/

describe('the Studio flow', () => {
  test('is accepted as Studio validates it, whatever the policy and options', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(refusedPlaces(flow)).toEqual([])
      }),
      runs(40),
    )
  })

  test('survives JSON unchanged', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(isAlike(JSON.parse(JSON.stringify(flow)), flow)).toBe(true)
      }),
      runs(40),
    )
  })

  test('never joins Liquid with other text: a template is a whole value, or there is none', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const templates = textsOf(flow).filter((text) => /\{\{|\{%/.test(text))
        expect(templates.filter((text) => !WHOLE.test(text))).toEqual([])
      }),
      runs(40),
    )
  })

  test('what is parsed as JSON, and every object, goes through to_json', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const handed = flow.states
          .filter(({ type }) => type === 'send-to-flex')
          .map(({ properties }) => String(properties['attributes']))
        const templates = handed.filter((text) => text.startsWith('{{'))
        for (const text of handed.filter((one) => !one.startsWith('{{')))
          expect(readTaskAttributes(text)).toMatchObject({ value: { status: 'withheld' } })
        const objects = [...templates, ...textsOf(flow).filter((text) => OBJECT.test(text))]
        expect(objects.filter((text) => !text.includes('| to_json}}'))).toEqual([])
      }),
      runs(40),
    )
  })

  test('has no loop: on no path does a widget run twice, so Studio never ends it', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(mostOnAPath(readDefinition(flow), () => true)).not.toBeNull()
      }),
      runs(40),
    )
  })

  test('is drawn so that it can be read: each widget has a place of its own, below all that lead to it', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const places = new Map(flow.states.map(({ name, properties }) => [name, properties.offset]))
        expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(places.size)
        const steps = flow.states.flatMap(({ name, transitions }) =>
          transitions.flatMap(({ next }) => (next === undefined ? [] : [[name, next] as const])),
        )
        const depthOf = (name: string): number => places.get(name)?.y ?? Number.NaN
        expect(steps.filter(([from, to]) => !(depthOf(from) + 200 < depthOf(to)))).toEqual([])
        expect(places.get('Trigger')).toEqual({ x: 0, y: 0 })
      }),
      runs(20),
    )
  })

  test('on every path a person ends up in Flex, or is told that nobody can be reached', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const ends = [...linksOf(readDefinition(flow))].filter(([, links]) => links.length === 0)
        for (const [name] of ends) expect(name).toBe('unreachable')
        // Whoever Flex does not take is told; whoever it takes is done here.
        expect(
          flow.states.filter(({ type }) => type === 'send-to-flex').map(({ name }) => name),
        ).toEqual(expect.arrayContaining(['flex_decided', 'flex_withheld']))
      }),
      runs(40),
    )
  })

  test('every widget can be reached', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const reached = reachedIn(readDefinition(flow))
        expect(flow.states.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([])
      }),
      runs(40),
    )
  })

  test('the attributes of a decision are reached only behind a split that saw `decided`', () => {
    const flow = readDefinition(flowOf())
    expect(reachedIn(flow).has('flex_stepped_up')).toBe(true)
    for (const [without, name] of [
      ['decide_done', 'flex_decided'],
      ['decide_done', 'flex_stepped_up'],
      ['decide_again_done', 'flex_stepped_up'],
    ])
      expect(reachedIn(flow, without).has(String(name))).toBe(false)
  })

  test('asks for as many codes as it is told, and no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (tries) => {
        const flow = readDefinition(flowOf({ tries }))
        // A code may be sent once more, and has as many tries again; asking for it costs none.
        const isTry = (name: string) => /^check_\d+$/.test(name)
        const isTryOfAnother = (name: string) => /^check_\d+_resent$/.test(name)
        expect(mostOnAPath(flow, isTry)).toBe(tries)
        expect(mostOnAPath(flow, isTryOfAnother)).toBe(tries)
      }),
      runs(9),
    )
  })

  test('without a step-up method that sends a code there is no branch', () => {
    const names = flowOf({}, ['login', 'agent_callback']).states.map(({ type }) => type)
    expect(names).not.toContain('send-and-wait-for-reply')
  })

  test('methods are offered in the order of the policy, under every word for them', () => {
    const used = (stepUp: readonly string[]) =>
      flowOf({}, stepUp)
        .states.map(({ name }) => name)
        .filter((name) => name.startsWith('use_'))
    expect(used(['verify_email', 'login', 'verify_sms'])).toEqual([
      'use_verify_email',
      'use_verify_sms',
    ])
    expect(used(['otp_sms', 'verify_sms'])).toEqual(['use_verify_sms'])
    // Nothing is typed for a silent check by the network.
    expect(used(['verify_sna', 'verify_call'])).toEqual(['use_verify_call'])
  })

  test('a code is bound to the one action that people ask for', () => {
    const purpose = (actions: readonly string[]) =>
      flowOf({ intent: { actions } }).states.flatMap(({ name, properties }) =>
        name === 'start' ? textsOf(properties['parameters']) : [],
      )
    expect(purpose(['change_address'])).toEqual(
      expect.arrayContaining(['purpose', 'change_address']),
    )
    expect(purpose([])).not.toContain('purpose')
  })

  test('priorities and timeouts are text', () => {
    for (const { type, properties } of flowOf().states) {
      if (type !== 'send-to-flex') continue
      expect([typeof properties['priority'], typeof properties['timeout']]).toEqual([
        'string',
        'string',
      ])
    }
  })
})

test.each(readdirSync('examples/policies').filter((file) => file.endsWith('.yaml')))(
  'a flow is written for the example policy %s',
  (file) => {
    const example = compiled(readFileSync(`examples/policies/${file}`, 'utf8'))
    const flow = toStudioFlow(example, OPTIONS)
    expect(flow.ok && refusedPlaces(flow.value)).toEqual([])
  },
)

describe('options that would make a flow Studio refuses, or a dangerous one, are named by place', () => {
  const refusals: readonly (readonly [string, Partial<StudioFlowOptions>, string])[] = [
    ['a Liquid workflow', { workflowSid: '{{flow.variables.w}}' }, 'workflowSid'],
    ['an upper-case SID', { serviceSid: `ZS${'A'.repeat(32)}` }, 'serviceSid'],
    ['a SID of another thing', { channelSid: `WW${'0'.repeat(32)}` }, 'channelSid'],
    ['no environment', { environmentSid: '' }, 'environmentSid'],
    [
      'a short function SID',
      { functionSids: { ...OPTIONS.functionSids, check: 'ZH1' } },
      'functionSids.check',
    ],
    ['plain http', { urls: { ...OPTIONS.urls, decide: 'http://a.example/x' } }, 'urls.decide'],
    [
      'a template in an address',
      { urls: { ...OPTIONS.urls, start: 'https://a.example/{{x}}' } },
      'urls.start',
    ],
    ['no tries', { tries: 0 }, 'tries'],
    ['ten tries', { tries: 10 }, 'tries'],
    ['a fraction', { tries: 1.5 }, 'tries'],
    ['not a number', { patience: Number.NaN }, 'patience'],
    ['a task for ever', { timeout: 1_209_601 }, 'timeout'],
    ['a class the policy does not have', { intent: { classes: ['acount'] } }, 'intent.classes.0'],
    ['an action with Liquid', { intent: { actions: ['{{x}}'] } }, 'intent.actions.0'],
    ['two actions', { intent: { actions: ['pay', 'change_address'] } }, 'intent.actions'],
    ['a channel with Liquid', { channel: '{{x}}' }, 'channel'],
    [
      'a reply with Liquid',
      { replies: { consent: 'Hello {{trigger.message.From}}' } },
      'replies.consent',
    ],
    ['an empty reply', { replies: { code: ' ' } }, 'replies.code'],
    ['a reply too long', { replies: { again: 'x'.repeat(501) } }, 'replies.again'],
    ['no word for yes', { replies: { yes: [] } }, 'replies.yes'],
    ['a want without words', { wants: [{ words: [] }] }, 'wants.0.words'],
    [
      'a want that the policy does not know',
      { wants: [{ words: ['x'], classes: ['acount'] }] },
      'wants.0.classes.0',
    ],
    [
      'a language that is none',
      { languages: [{ language: 'Spanish', replies: {} }] },
      'languages.0.language',
    ],
    [
      'a reply with Liquid in another language',
      { languages: [{ language: 'es', replies: { code: '{{x}}' } }] },
      'languages.0.replies.code',
    ],
    ['a word with a comma', { replies: { skip: ['no, thanks'] } }, 'replies.skip'],
  ]
  test.each(refusals)('%s', (_, options, place) => {
    const flow = toStudioFlow(policy, { ...OPTIONS, ...options })
    expect(flow.ok ? [] : flow.issues.map(({ path }) => path)).toEqual([place])
  })

  test('all at once, and never with what was given', () => {
    const flow = toStudioFlow(policy, { ...OPTIONS, serviceSid: 'sekret', tries: 99, channel: '-' })
    expect(flow).toMatchObject({
      ok: false,
      issues: [{ path: 'serviceSid' }, { path: 'tries' }, { path: 'channel' }],
    })
    expect(JSON.stringify(flow)).not.toContain('sekret')
  })
})

describe('the checks themselves', () => {
  const broken: readonly (readonly [string, (flow: Definition) => unknown])[] = [
    ['a number as priority', (flow) => replaceIn(flow, 'send-to-flex', 'priority', 0)],
    ['a number as timeout', (flow) => replaceIn(flow, 'send-to-flex', 'timeout', 3600)],
    ['a workflow in Liquid', (flow) => replaceIn(flow, 'send-to-flex', 'workflow', '{{x}}')],
    ['a state too many', (flow) => ({ ...flow, states: Array(1001).fill(flow.states[0]) })],
    ['no states', (flow) => ({ ...flow, states: [] })],
    ['a way to nowhere', (flow) => ({ ...flow, states: flow.states.slice(0, 2) })],
    ['a name twice', (flow) => ({ ...flow, states: [...flow.states, flow.states[1]] })],
  ]
  test.each(broken)('would refuse %s', (_, spoil) => {
    expect(refusedPlaces(spoil(readDefinition(flowOf())))).not.toEqual([])
  })
})

const replaceIn = (flow: Definition, type: string, key: string, value: unknown) => ({
  ...flow,
  states: flow.states.map((state) =>
    state.type === type ? { ...state, properties: { ...state.properties, [key]: value } } : state,
  ),
})
