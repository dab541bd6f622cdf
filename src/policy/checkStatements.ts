import { IDENTIFIER_TYPES } from '../decide/index.js'
import {
  ANSWERS,
  DISCLOSURES,
  LEVELS,
  RANKS,
  REASON_CODES,
  RELATIONS,
  RESOLUTIONS,
  toInstant,
} from '../model/index.js'
import { checkConditionFacts } from './checkFacts.js'
import { checkConditionWords, checkList, checkWord, type DeclaredNames } from './checkWords.js'
import type { Invariant, PolicyDocument, PolicyTest } from './document.js'
import { textsOf } from './documentWords.js'
import { EXPECTABLE } from './expectable.js'
import { type FormIssue, formIssue, wordIssue } from './formIssues.js'
import type { PathSteps } from './readSource.js'

/**
 * Checks that tests and invariants speak of classes, actions, routes and channels the policy knows.
 * A statement about something that there is not would be true, or hold, for want of a subject.
 */
export function checkStatements(
  document: PolicyDocument,
  names: DeclaredNames,
): readonly FormIssue[] {
  const allowed = [...EXPECTABLE, ...names.topics]
  return [
    ...(document.tests ?? []).flatMap((row, index) =>
      checkTest(row, ['tests', index], names, allowed),
    ),
    ...(document.invariants ?? []).flatMap((invariant, index) =>
      checkInvariant(invariant, ['invariants', index], names),
    ),
  ]
}

/**
 * Checks a row: what it gives names what there is, and it expects of each thing an answer that the
 * thing can have. Evidence in it is read when the test runs, by the method that it is of.
 */
function checkTest(
  { given, expect }: PolicyTest,
  at: PathSteps,
  names: DeclaredNames,
  allowed: readonly string[],
) {
  const inside = [...at, 'given']
  const { intent, agent } = given
  return [
    ...checkWord(given.channel, [...inside, 'channel'], 'unknown_channel', names.channels),
    ...(given.at !== undefined && toInstant(given.at) === null
      ? [formIssue('invalid_time', [...inside, 'at'], given.at, TIME)]
      : []),
    ...checkList(intent?.classes, [...inside, 'intent', 'classes'], 'unknown_class', names.classes),
    ...checkList(
      intent?.actions,
      [...inside, 'intent', 'actions'],
      'unknown_action',
      names.actions,
    ),
    ...checkList(agent?.roles, [...inside, 'agent', 'roles'], 'unknown_role', names.roles),
    ...Object.entries(expect).flatMap(([key, value]) =>
      allowed.includes(key)
        ? checkExpected(key, value, [...at, 'expect', key], names)
        : [wordIssue('unknown_class_or_action', [...at, 'expect', key], key, allowed)],
    ),
  ]
}

const TIME = 'a time such as `2026-11-22T10:00:00Z`'

/**
 * Checks what a row expects of one thing: each kind of thing has its own words. A class has rungs,
 * an action answers, `route` the routes that there are; `step_up` and `reason` are lists.
 */
function checkExpected(
  key: string,
  value: unknown,
  at: PathSteps,
  names: DeclaredNames,
): readonly FormIssue[] {
  if (key === 'break_glass') return checkList(textsOf(value), at, 'unknown_class', names.classes)
  if (key === 'acting_as') return checkExpectedList(value, at, RELATIONS)
  if (key === 'reason' || key === 'step_up')
    return checkExpectedList(value, at, key === 'reason' ? REASON_CODES : names.steps)
  const allowed = names.classes.includes(key)
    ? DISCLOSURES
    : names.actions.includes(key)
      ? ANSWERS
      : wordsOf(key, names)
  // A record may have any name, and only a text can be one.
  if (key === 'acting_for' && typeof value !== 'string') return [wordIssue('wrong_type', at)]
  if (allowed === undefined) return []
  if (typeof value !== 'string' && typeof value !== 'number') return [wordIssue('wrong_type', at)]
  return checkWord(String(value), at, 'unknown_word', allowed)
}

/** A level may be written by its name or by its rank: `verified` or `3`. */
const RANKED = [...LEVELS, ...RANKS.map(String)]

/**
 * Lists the words that may be expected of what is no class and no action; `undefined` where any
 * word may be, such as the name of a record in `acting_for`.
 */
function wordsOf(key: string, { routes, queues }: DeclaredNames): readonly string[] | undefined {
  const words: Readonly<Record<string, readonly string[]>> = {
    route: routes,
    queue: queues,
    resolution: RESOLUTIONS,
    trust: RANKED,
    read: RANKED,
  }
  return words[key]
}

/** Checks what is expected as a list: any of these words, in any number. */
function checkExpectedList(
  value: unknown,
  at: PathSteps,
  allowed: readonly string[],
): readonly FormIssue[] {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value]
  return words.flatMap((word, index) => {
    const place = Array.isArray(value) ? [...at, index] : at
    if (typeof word !== 'string') return [wordIssue('wrong_type', place)]
    return checkWord(word, place, 'unknown_word', allowed)
  })
}

/**
 * Checks an invariant: it says `never` or `always`, not both and not neither (`never_or_always`),
 * and speaks of what the policy has. A fact that is not declared may stand in its condition only
 * where the policy declares none at all.
 */
function checkInvariant(
  invariant: Invariant,
  at: PathSteps,
  names: DeclaredNames,
): readonly FormIssue[] {
  const kinds = ['never', 'always'].filter((kind) => kind in invariant)
  const form =
    kinds.length === 1 ? [] : [wordIssue('never_or_always', at, undefined, ['never', 'always'])]
  const claims = [
    { claim: invariant.never, below: [...at, 'never'] },
    { claim: invariant.always, below: [...at, 'always'] },
  ]
  return [
    ...form,
    ...claims.flatMap(({ claim, below }) =>
      claim === undefined ? [] : checkClaim(claim, below, names),
    ),
    ...(['when', 'unless'] as const).flatMap((key) => [
      ...checkConditionWords(invariant[key] ?? {}, [...at, key], names),
      ...checkConditionFacts(invariant[key] ?? {}, [...at, key], {
        names,
        isStrict: names.facts.length > 0,
      }),
    ]),
  ]
}

/**
 * Checks what is never or always so: something is said, of something that there is, and all that
 * the saying takes is there, such as the answer where an action is named.
 */
function checkClaim(
  claim: NonNullable<Invariant['never']>,
  at: PathSteps,
  names: DeclaredNames,
): readonly FormIssue[] {
  return [
    ...(Object.keys(claim).length === 0 ? [wordIssue('missing', at)] : []),
    ...checkList(claim.class, [...at, 'class'], 'unknown_class', names.classes),
    ...checkList(claim.action, [...at, 'action'], 'unknown_action', names.actions),
    ...checkList(claim.route, [...at, 'route'], 'unknown_route', names.routes),
    ...checkList(claim.queue, [...at, 'queue'], 'unknown_queue', names.queues),
    ...checkList(claim.identifier, [...at, 'identifier'], 'unknown_identifier', [
      ...names.identifiers,
      ...IDENTIFIER_TYPES,
    ]),
    ...missingIn(claim).map((part) => ({
      ...wordIssue('missing', [...at, part]),
      // A rung is what the conversation is given; what an audience sees of a class is another thing.
      ...(part === 'shown' && (claim.at_least ?? claim.at_most) !== undefined && { form: SHOWN }),
    })),
  ]
}

const SHOWN =
  '`shown` with `keep`, `mask` or `drop` for what the audience sees, or leave `audience` out for what is disclosed'

/**
 * Names what a claim lacks to say anything: what is left out of a promise must never make it true
 * of nothing. `never: { action: payout }` says nothing without an `answer`, and `shown` nothing
 * without who is shown what.
 */
function missingIn(claim: NonNullable<Invariant['never']>): readonly (keyof typeof claim)[] {
  const has = (...parts: readonly (keyof typeof claim)[]): boolean =>
    parts.some((part) => claim[part] !== undefined)
  return [
    ...(has('action') && !has('answer') ? (['answer'] as const) : []),
    ...(has('answer') && !has('action') ? (['action'] as const) : []),
    ...(has('audience', 'identifier') && !has('shown') ? (['shown'] as const) : []),
    ...(has('shown') && !has('identifier', 'class') ? (['identifier'] as const) : []),
    ...(has('shown') && !has('identifier', 'audience') ? (['audience'] as const) : []),
    ...(has('at_least', 'at_most') && !has('class') ? (['class'] as const) : []),
    ...(has('class') && !has('at_least', 'at_most', 'audience') ? (['at_least'] as const) : []),
  ]
}
