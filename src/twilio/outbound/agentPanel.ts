import type { Instant, Level } from '../../model/index.js'
import {
  ANSWER_WORDS,
  BOTTLENECK_WORDS,
  DISCLOSURE_WORDS,
  LEVEL_WORDS,
  METHOD_TITLES,
  REASON_WORDS,
  RELATION_WORDS,
} from './agentPanelWords.js'
import type { TaskSummary } from './attributeShape.js'
import { toPlainText } from './plainText.js'
import { readTaskAttributes } from './readTaskAttributes.js'

/** One line of the panel: its code, for a plugin with its own words, and plain English. */
export interface PanelLine {
  /** A snake_case word, such as `verify_sms` or the name of a class. */
  readonly code: string
  /** One line of plain English, safe to render as text. */
  readonly text: string
}

/** How a badge looks: for a proof, for an address on file, for neither, or without a decision. */
export type PanelTone = 'proved' | 'known' | 'unknown' | 'stop'

/**
 * What an agent must see of a decision. Every text is plain and safe to show; codes are in
 * snake_case.
 */
export interface AgentPanel {
  /** How sure it is who this is. */
  readonly badge: { readonly level: Level; readonly tone: PanelTone; readonly text: string }
  /** The channel by its own name, as a snake_case word; empty where it is none that is known. */
  readonly channel: string
  /**
   * The customer record to open; `null` below `recognized`, where opening one would say who it may
   * be.
   */
  readonly record: string | null
  /**
   * Another person on whose behalf they write: all that is open is of that person's record. `null`
   * for nobody.
   */
  readonly actingFor: PanelLine | null
  /** Data classes of which something may be said, and actions that may be done. */
  readonly mayBeSaid: readonly PanelLine[]
  /** Data classes and actions that are closed, and what would have to come first. */
  readonly missing: readonly PanelLine[]
  /** What to ask the person for next, preferred first. */
  readonly askNext: readonly PanelLine[]
  /** The weakest part of the proof first, then the reasons of the decision. */
  readonly why: readonly PanelLine[]
  /** What the person says of themselves. Never proof; show it apart. */
  readonly says: readonly PanelLine[]
  /** Why the conversation may not open in Flex. */
  readonly problems: readonly PanelLine[]
}

// Characters of a name and of what somebody says; lines of a list. A panel has little room, and a
// task may be written by others.
const LONGEST_NAME = 48
const LONGEST_VALUE = 160
const MOST_LINES = 40

/**
 * Makes the panel for an agent from task attributes, as an object or as JSON text. It never throws:
 * attributes that cannot be read, hold no decision, or have expired at `at` give a panel that opens
 * nothing and says so.
 *
 * `at` is the time now, in milliseconds since the epoch. Without it, nothing expires.
 *
 * @example
 * ```ts
 * const { badge, mayBeSaid, askNext } = toAgentPanel(task.attributes, Date.now())
 * ```
 */
export function toAgentPanel(attributes: unknown, at?: Instant): AgentPanel {
  const read = readTaskAttributes(attributes, at)
  return read.ok ? panelOf(read.value) : UNREAD
}

/** The panel of a task that says nothing. */
const UNREAD: AgentPanel = {
  badge: { level: 'anonymous', tone: 'stop', text: 'Not checked: say nothing about any record' },
  channel: '',
  record: null,
  actingFor: null,
  mayBeSaid: [],
  missing: [],
  askNext: [{ code: 'ask_what_they_need', text: 'Ask what they need, and offer a check' }],
  why: [{ code: 'no_decision', text: 'the task holds no result of a check that can be read' }],
  says: [],
  problems: [],
}

/**
 * Makes the panel of a decision that was read. One that is withheld shows what it is about, all of
 * it closed.
 */
function panelOf(task: TaskSummary): AgentPanel {
  const isDecided = task.status === 'decided'
  return {
    badge: isDecided
      ? { level: task.level, tone: toneOf(task.rank), text: LEVEL_WORDS[task.level] }
      : UNREAD.badge,
    channel: codeOf(task.channel),
    record:
      isDecided && task.rank >= 2 && task.resolution === 'unique' && task.customer !== null
        ? toPlainText(task.customer, LONGEST_NAME)
        : null,
    actingFor: isDecided ? actingLine(task) : null,
    mayBeSaid: isDecided ? openLines(task) : [],
    missing: isDecided ? closedLines(task) : allClosed(task),
    askNext: isDecided ? askLines(task) : UNREAD.askNext,
    why: whyLines(task),
    says: Object.entries(task.claimed)
      .slice(0, MOST_LINES)
      .map(([name, value]) => ({
        code: codeOf(name),
        text: `${nameOf(name)}: ${toPlainText(String(value), LONGEST_VALUE)}`,
      })),
    problems: task.problems.map(({ code }) => ({ code: codeOf(code), text: nameOf(code) })),
  }
}

/**
 * The agent opens the other person's record then, and reads of the one who writes nothing but who
 * they are.
 */
function actingLine({ rank, actingFor, actingAs }: TaskSummary): PanelLine | null {
  if (rank < 3 || actingFor === null || actingAs.length === 0) return null
  const who = actingAs.map((one) => RELATION_WORDS[one]).join(', and ')
  const record = toPlainText(actingFor, LONGEST_NAME)
  return {
    code: codeOf(actingAs.join('_and_')),
    text: `Writes for the person of record ${record}, as ${who}: say only what is in that record`,
  }
}

/** From `verified` up it is a proof. */
const toneOf = (rank: number): PanelTone =>
  rank >= 3 ? 'proved' : rank === 2 ? 'known' : 'unknown'

/** What is open: classes by rung, then actions. */
const openLines = ({ disclosure, actions }: TaskSummary): readonly PanelLine[] =>
  [
    ...Object.entries(disclosure)
      .filter(([, rung]) => rung !== 'none')
      .map(([name, rung]) => line(name, DISCLOSURE_WORDS[rung])),
    ...Object.entries(actions)
      .filter(([, answer]) => answer === 'allow' || answer === 'deliver_to_record')
      .map(([name, answer]) => line(name, ANSWER_WORDS[answer])),
  ].slice(0, MOST_LINES)

/** What is closed, and that more may be: a disclosure that was shed to fit withholds everything. */
const closedLines = ({ disclosure, actions, shed }: TaskSummary): readonly PanelLine[] =>
  [
    ...Object.entries(disclosure)
      .filter(([, rung]) => rung === 'none')
      .map(([name, rung]) => line(name, DISCLOSURE_WORDS[rung])),
    ...Object.entries(actions)
      .filter(([, answer]) => answer === 'step_up' || answer === 'deny')
      .map(([name, answer]) => line(name, ANSWER_WORDS[answer])),
    ...(shed.includes('disclosure')
      ? [{ code: 'shed', text: 'the rest did not fit into the task: say nothing about it' }]
      : []),
  ].slice(0, MOST_LINES)

const allClosed = ({ disclosure, actions }: TaskSummary): readonly PanelLine[] =>
  [
    ...Object.keys(disclosure).map((name) => line(name, DISCLOSURE_WORDS.none)),
    ...Object.keys(actions).map((name) => line(name, ANSWER_WORDS.deny)),
  ].slice(0, MOST_LINES)

/** A line for each plan; methods of one plan are needed together. */
const askLines = ({ stepUp }: TaskSummary): readonly PanelLine[] =>
  stepUp.slice(0, MOST_LINES).map((methods) => ({
    code: codeOf(methods.join('_and_')),
    text: `Offer ${methods.map((method) => lookUp(METHOD_TITLES, method)).join(', and ')}`,
  }))

const whyLines = ({ status, bottleneck, reasons }: TaskSummary): readonly PanelLine[] => [
  ...(status === 'decided' && bottleneck !== 'none'
    ? [{ code: 'weakest', text: `the weakest part is ${lookUp(BOTTLENECK_WORDS, bottleneck)}` }]
    : []),
  ...reasons.slice(0, MOST_LINES).map((code) => ({
    code: codeOf(code),
    text: lookUp(REASON_WORDS, code),
  })),
]

/** One class or action, and what may be done with it. */
const line = (name: string, words: string): PanelLine => ({
  code: codeOf(name),
  text: `${nameOf(name)}: ${words}`,
})

/** Plain words for a code; the code itself with spaces where there are none. */
const lookUp = (words: Readonly<Record<string, string>>, code: string): string =>
  (Object.hasOwn(words, code) ? words[code] : undefined) ?? nameOf(code)

/** A code as words, made safe: the task may have been written by somebody else. */
const nameOf = (code: string): string =>
  toPlainText(code.slice(0, 200).replaceAll('_', ' '), LONGEST_NAME)

/** A name as a code, with nothing in it but letters, digits and `_`. */
const codeOf = (name: string): string => name.slice(0, LONGEST_NAME).replace(/[^A-Za-z0-9_]/g, '_')
