import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepUpMethods } from '../../../src/decide/index.js'
import { type AgentPanel, toAgentPanel } from '../../../src/twilio/outbound/agentPanel.js'
import {
  BOTTLENECK_WORDS,
  METHOD_TITLES,
  REASON_WORDS,
} from '../../../src/twilio/outbound/agentPanelWords.js'
import { toPlainText } from '../../../src/twilio/outbound/plainText.js'
import {
  TASK_LIMIT,
  toTaskAttributes,
  withheldTaskAttributes,
} from '../../../src/twilio/outbound/taskAttributes.js'
import { anyCharacter } from '../../arbitraries/characters.js'
import { anyDecision, anyEngagement } from '../../arbitraries/decision.js'

const linesOf = (panel: AgentPanel) => [
  ...panel.mayBeSaid,
  ...panel.missing,
  ...panel.askNext,
  ...panel.why,
  ...panel.says,
  ...panel.problems,
]

const textsOf = (panel: AgentPanel): readonly string[] => [
  panel.badge.text,
  panel.record ?? '',
  ...linesOf(panel).map(({ text }) => text),
]

// No markup, no template, nothing unseen, one line.
const SAFE = /^[^<>&"'`{}[\]\\\p{C}\p{Zl}\p{Zp}]{0,400}$/u

const anyTask = fc
  .tuple(anyEngagement, anyDecision)
  .map(
    ([engagement, decision]) =>
      toTaskAttributes(engagement, decision, { limit: TASK_LIMIT }).attributes,
  )

/** Attributes as someone else could have written them: the right shape, hostile words. */
const anyForgedTask = fc
  .tuple(
    anyTask,
    fc.dictionary(fc.string({ unit: anyCharacter }), fc.constantFrom('full', 'none'), {
      maxKeys: 4,
    }),
    fc.array(fc.string({ unit: anyCharacter, maxLength: 600 }), { maxLength: 4 }),
  )
  .map(([task, disclosure, words]) => ({
    ...task,
    countersign: {
      ...task.countersign,
      disclosure,
      reasons: words,
      step_up: words,
      bottleneck: words[0] ?? '<img src=x>',
      customer: words[0] ?? null,
    },
  }))

test('each part of the panel has as many lines at most as somebody reads', () => {
  const names = Array.from({ length: 60 }, (_, at) => `name_${at}`)
  const tableOf = (word: string) => Object.fromEntries(names.map((name) => [name, word]))
  const [task] = fc.sample(anyTask, { numRuns: 1, seed: 1 })
  const panelOf = (disclosed: string, answered: string, status = 'decided') =>
    toAgentPanel({
      countersign: {
        ...task?.countersign,
        status,
        disclosure: tableOf(disclosed),
        actions: tableOf(answered),
        step_up: names,
        reasons: names,
      },
      claimed: tableOf('x'),
    })
  const [open, closed] = [panelOf('full', 'allow'), panelOf('none', 'deny')]
  const withheld = panelOf('full', 'allow', 'withheld')
  expect([open.mayBeSaid, open.askNext, open.says].map((some) => some.length)).toEqual([40, 40, 40])
  expect([closed.missing, withheld.missing].map((some) => some.length)).toEqual([40, 40])
  expect(open.why.length).toBeLessThanOrEqual(41)
})

type DrawnTask = ReturnType<typeof toTaskAttributes>['attributes']
const anyClaimed = fc.dictionary(fc.string(), fc.string())

function opensWhatIsOpen(task: DrawnTask): void {
  const { disclosure, actions } = task.countersign
  const open = [
    ...Object.entries(disclosure).filter(([, rung]) => rung !== 'none'),
    ...Object.entries(actions).filter(([, a]) => a === 'allow' || a === 'deliver_to_record'),
  ]
  expect(toAgentPanel(task).mayBeSaid.length).toBe(open.length)
}

/** No record is named below `recognized`, nor where several fit. */
function namesOnlyOneRecord(task: DrawnTask): void {
  const { rank, resolution } = task.countersign
  if (rank < 2 || resolution !== 'unique') expect(toAgentPanel(task).record).toBeNull()
}

/** Claims are shown under `says` and change nothing else. */
function showsClaimsAlone(task: DrawnTask, claimed: Readonly<Record<string, string>>): void {
  const { says, ...rest } = toAgentPanel({ ...task, claimed })
  expect(rest).toEqual({ ...toAgentPanel({ ...task, claimed: {} }), says: undefined })
  expect(says.length).toBe(Object.keys(claimed).length)
}

/** An expired decision is no decision. */
function endsInTime(task: DrawnTask, late: number): void {
  const until = task.countersign.valid_until
  if (until === null) return
  const panel = toAgentPanel(task, Date.parse(until) + late)
  expect([panel.mayBeSaid, panel.record, panel.badge.tone]).toEqual([[], null, 'stop'])
  expect(panel.why.map(({ code }) => code)).toContain('decision_expired')
}

describe("the agent's panel", () => {
  test('is made from anything at all', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(toAgentPanel(value).mayBeSaid).toEqual([])
      }),
    )
  })

  test('every text is plain and every code a word, whoever wrote the attributes', () => {
    fc.assert(
      fc.property(fc.oneof(anyTask, anyForgedTask), (task) => {
        const panel = toAgentPanel(task)
        expect(textsOf(panel).filter((text) => !SAFE.test(text))).toEqual([])
        const codes = linesOf(panel).map(({ code }) => code)
        expect(codes.filter((code) => !/^[A-Za-z0-9_]{0,48}$/.test(code))).toEqual([])
      }),
    )
  })

  test('nothing is said or named that the decision does not open, whatever is claimed, nor when it has expired', () => {
    fc.assert(
      fc.property(anyTask, anyClaimed, fc.nat(), (task, claimed, late) => {
        opensWhatIsOpen(task)
        namesOnlyOneRecord(task)
        showsClaimsAlone(task, claimed)
        endsInTime(task, late)
      }),
    )
  })

  test('nothing decided opens nothing and names no record', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const policy = {
          classes: Object.keys(decision.disclosure).map((name) => ({ name })),
          actions: Object.keys(decision.actions).map((name) => ({ name })),
        }
        const panel = toAgentPanel(withheldTaskAttributes('function_failed', { policy }).attributes)
        expect([panel.mayBeSaid, panel.record, panel.badge.tone]).toEqual([[], null, 'stop'])
      }),
    )
  })

  test.each(stepUpMethods.map(({ name }) => name))('says how to ask for %s', (name) => {
    expect(METHOD_TITLES[name]).toBeDefined()
  })
})

describe('the words of the panel', () => {
  test.each(Object.entries({ ...REASON_WORDS, ...BOTTLENECK_WORDS, ...METHOD_TITLES }))(
    '%s is said plainly, in a line that fits',
    (_, words) => {
      expect(words).toMatch(SAFE)
      expect(words.length).toBeLessThanOrEqual(80)
      expect(words).not.toMatch(/_|\bverified\b/)
    },
  )
})

describe('plain text', () => {
  test('keeps what people are called', () => {
    expect(toPlainText("Zoë O'Brien-Łuk 山田", 60)).toBe('Zoë O’Brien-Łuk 山田')
  })

  test('is never longer than it may be, in letters as people count them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter }),
        fc.integer({ min: 1, max: 40 }),
        (text, most) => {
          expect([...toPlainText(text, most)].length).toBeLessThanOrEqual(most)
        },
      ),
    )
  })

  test.each([
    ['<script>alert(1)</script>'],
    ['" onmouseover="x'],
    ['{{task.customers.phone}}'],
    ['`x` &amp; \\x'],
    ['[click](javascript:alert(1))'],
    ['gnp.exe\u202Etxt'],
    ['line\nbreak\u2028and\u2029more'],
  ])('takes the meaning out of %j', (text) => {
    expect(toPlainText(text, 100)).toMatch(SAFE)
  })
})
