import { LOGIN_WORDS } from '../evidence/index.js'
import { isNear } from '../model/index.js'
import { actionsOf, asList, type PolicyDocument } from '../policy/index.js'
import { factsWrittenIn } from './factsWritten.js'
import type { Check, Finding } from './finding.js'
import type { PathSteps } from './mutation/edit.js'

interface NameUse {
  /** What it names: only names of one kind are compared. */
  readonly kind: string
  readonly word: string
  readonly path: PathSteps
}

/**
 * Finds names used once that are near another of their kind. Nothing declares queues, skills,
 * notices, facts or the words of an issuer, so a slip of the hand makes a new one.
 *
 * For example `queue: billling` beside three routes with `queue: billing`. A name that is used
 * twice is taken to be meant, and so is the first of two that are used once each.
 */
export const lintNames: Check = ({ document }) => {
  const uses = usesIn(document)
  const counts = new Map<string, number>()
  for (const use of uses) counts.set(keyOf(use), (counts.get(keyOf(use)) ?? 0) + 1)
  // Words that standards register for logins are meant, however often they are used.
  const known = LOGIN_WORDS.map((word): NameUse => ({ kind: 'amr', word, path: [] }))
  return uses.flatMap((use, at): readonly Finding[] => {
    if ((counts.get(keyOf(use)) ?? 0) > 1 || known.some((one) => keyOf(one) === keyOf(use)))
      return []
    // The other is the one that was meant where it is used more than once, or came first.
    const isMeant = (other: NameUse, index: number): boolean =>
      other.kind === use.kind &&
      (isNear(use.word, other.word) || isOtherCase(use.word, other.word)) &&
      ((counts.get(keyOf(other)) ?? 0) > 1 || index < at)
    const meant = uses.find(isMeant) ?? known.find((one) => isMeant(one, -1))
    return meant === undefined
      ? []
      : [
          {
            code: 'name_near_another',
            path: use.path,
            word: use.word,
            suggestion: meant.word,
          },
        ]
  })
}

/**
 * The same letters in another case, however short: whoever compares them takes them for two words.
 */
const isOtherCase = (word: string, other: string): boolean =>
  word !== other && word.toLowerCase() === other.toLowerCase()

/** Two uses are one name where kind and letters are the same. */
const keyOf = ({ kind, word }: NameUse): string => `${kind} ${word}`

/**
 * Every place where an author may make up a name, by what it names: two names are compared within a
 * kind alone.
 */
const usesIn = (document: PolicyDocument): readonly NameUse[] => [
  ...usesInRoutes(document),
  ...Object.entries(document.classes).flatMap(([name, { agent }]) =>
    usesOf('skill', agent, ['classes', name, 'agent']),
  ),
  ...Object.entries(actionsOf(document)).flatMap(([name, { notify }]) =>
    usesOf('notice', notify, ['actions', name, 'notify']),
  ),
  ...(document.issuers ?? []).flatMap(({ acr = {}, amr = {} }, index) =>
    Object.entries({ acr, amr }).flatMap(([kind, words]) =>
      Object.keys(words).map((word) => ({ kind, word, path: ['issuers', index, kind, word] })),
    ),
  ),
  ...factsWrittenIn(document).flatMap(({ facts, path }) => usesOfFacts(facts, path)),
  ...(document.tests ?? []).flatMap(({ given }, index) =>
    usesOfFacts(given.context, ['tests', index, 'given', 'context']),
  ),
]

// A queue is one name wherever tasks are sent to it, also where they overflow.
const usesInRoutes = ({ routes }: PolicyDocument): readonly NameUse[] =>
  routes.flatMap(({ queue, overflow, skills }, index) => {
    const at = ['routes', index]
    return [
      ...usesOf('queue', queue, [...at, 'queue']),
      ...(typeof overflow === 'object'
        ? usesOf('queue', overflow.queue, [...at, 'overflow', 'queue'])
        : usesOf('queue', overflow, [...at, 'overflow'])),
      ...usesOf(
        'skill',
        skills?.filter((skill) => typeof skill === 'string'),
        [...at, 'skills'],
      ),
    ]
  })

/**
 * A word, or each word of a list. The path leads to the word itself: into the list where there is
 * one.
 */
const usesOf = (
  kind: string,
  words: string | readonly string[] | undefined,
  at: PathSteps,
): readonly NameUse[] =>
  asList(words).map((word, index) => ({
    kind,
    word,
    path: typeof words === 'string' ? at : [...at, index],
  }))

/** A fact's name, and each of its values as a name among the values of that fact. */
const usesOfFacts = (
  facts: Readonly<Record<string, unknown>> | undefined,
  at: PathSteps,
): readonly NameUse[] =>
  Object.entries(facts ?? {}).flatMap(([name, values]) => [
    { kind: 'fact', word: name, path: [...at, name] },
    ...(Array.isArray(values) ? values : [values]).flatMap((value: unknown, index) =>
      typeof value === 'string'
        ? usesOf(`value of ${name}`, value, [
            ...at,
            name,
            ...(Array.isArray(values) ? [index] : []),
          ])
        : [],
    ),
  ])
