import {
  breakGlassSettings,
  CHANNEL_NAMES,
  conditionAtoms,
  counterSettings,
  requirementParts,
  stepUpMethods,
} from '../../src/decide/index.js'
import { LOGIN_WORDS, methods, RISK_SIGNALS, SECURITY_EVENTS } from '../../src/evidence/index.js'
import { identifiers } from '../../src/identifiers/index.js'
import { AUDIENCES, REDACTION_ACTIONS, RELATIONS, RUNGS } from '../../src/model/index.js'
import { ACTION_KINDS, CLASS_KINDS, packs, RISK_NAMES } from '../../src/policy/index.js'
import { riskSettings } from '../../src/trust/index.js'

const wordsOf = (table: Readonly<Record<string, { readonly word: string }>>): readonly string[] =>
  Object.values(table).map(({ word }) => word)

/** Every word of every descriptor table that a policy or an engagement may hold. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  conditions: wordsOf(conditionAtoms),
  'parts of requirements': wordsOf(requirementParts),
  'risk settings': wordsOf(riskSettings),
  'break glass settings': wordsOf(breakGlassSettings),
  counters: wordsOf(counterSettings),
  'step-up methods': stepUpMethods.map(({ name }) => name),
  channels: CHANNEL_NAMES,
  risks: RISK_NAMES,
  relations: RELATIONS,
  rungs: RUNGS,
  'kinds of classes': CLASS_KINDS,
  'kinds of actions': ACTION_KINDS,
  packs: packs.map(({ name }) => name),
  audiences: AUDIENCES,
  redactions: REDACTION_ACTIONS,
  identifiers: identifiers.map(({ type }) => type),
  evidence: methods.map(({ kind }) => kind),
  'risk signals': RISK_SIGNALS,
  'security events': [...SECURITY_EVENTS.keys()],
  'words of logins': LOGIN_WORDS,
}

/** Counts how often each word of each table is drawn. */
export interface Drawing {
  /** Counts every word in something that was drawn, as a key or by itself. */
  see(drawn: unknown): void
  /** How often each word came, by table; 0 for those that never did. */
  table(): Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** Starts to count with nothing drawn. */
export function startDrawing(): Drawing {
  const counts = new Map<unknown, number>()
  const count = (word: unknown): unknown => counts.set(word, (counts.get(word) ?? 0) + 1)
  const see = (drawn: unknown): void => {
    if (typeof drawn === 'string') count(drawn)
    if (typeof drawn !== 'object' || drawn === null) return
    for (const [key, value] of Object.entries(drawn)) {
      if (!Array.isArray(drawn)) count(key)
      see(value)
    }
  }
  const table = () =>
    Object.fromEntries(
      Object.entries(TABLES).map(([name, words]) => [
        name,
        Object.fromEntries(words.map((word) => [word, counts.get(word) ?? 0])),
      ]),
    )
  return { see, table }
}
