import { type AudienceRedaction, type DataClass, isIdentifierType } from '../decide/index.js'
import { type Audience, REDACTION_ACTIONS, type RedactionAction, sorted } from '../model/index.js'
import { kindsOf, speaksOf } from './buildClasses.js'
import type { AudienceDocument, PolicyDocument } from './document.js'
import type { Pack, PackRedaction } from './packs/index.js'

/**
 * Builds what each audience is shown. What is not named takes the audience's `default`. Every
 * audience is there, also those that the document says nothing of: nobody is shown something for
 * want of a line.
 */
export function buildRedaction(
  document: NonNullable<PolicyDocument['redact']>,
  classes: readonly DataClass[],
  packs: readonly Pack[],
): Readonly<Record<Audience, AudienceRedaction>> {
  const build = (audience: Audience) =>
    buildAudience(
      document[audience] ?? {},
      UNNAMED[audience],
      classes,
      packs
        .flatMap((pack) => pack.redaction)
        .filter(({ audiences }) => audiences.includes(audience)),
    )
  return {
    customer: build('customer'),
    agent: build('agent'),
    bot: build('bot'),
    log: build('log'),
    insights: build('insights'),
    memory: build('memory'),
  }
}

/**
 * What an audience is shown of values that no line names: masked where a conversation is read,
 * because somebody has to follow it, and dropped where it is stored, because nobody has to.
 */
export const UNNAMED: Readonly<Record<Audience, RedactionAction>> = {
  customer: 'mask',
  agent: 'mask',
  bot: 'mask',
  log: 'drop',
  insights: 'drop',
  memory: 'drop',
}

/**
 * Gives the stricter of two redactions. `REDACTION_ACTIONS` lists them from the one that
 * shows least.
 */
export const stricterRedaction = (a: RedactionAction, b: RedactionAction): RedactionAction =>
  REDACTION_ACTIONS.indexOf(a) < REDACTION_ACTIONS.indexOf(b) ? a : b

/**
 * Builds what one audience is shown. A pack only makes stricter: it caps every action where it
 * speaks of all, those of the types that it names, and those of the classes whose kinds it names.
 *
 * A name may be a type of identifier, a class, or a kind of the policy's own. No name is two of
 * them, because `checkIdentifiers` refuses one that is taken.
 */
function buildAudience(
  document: AudienceDocument,
  unnamed: RedactionAction,
  classes: readonly DataClass[],
  rules: readonly PackRedaction[],
): AudienceRedaction {
  // What packs allow at most of everything, whatever it is called.
  const most = rules.flatMap(({ all, atMost }) => (all === true ? [atMost] : []))
  const cap = (action: RedactionAction) => most.reduce(stricterRedaction, action)
  const standard = cap(document['default'] ?? unnamed)
  const named = Object.entries(document).filter(([name]) => name !== 'default')
  const fromPacks = rules.flatMap(({ identifiers, atMost }) =>
    (identifiers ?? []).map(
      (identifier) => [identifier, stricterRedaction(standard, atMost)] as const,
    ),
  )
  // What is neither a type that is known nor a class is a kind of the policy's own.
  const isClass = (name: string): boolean => classes.some((dataClass) => dataClass.name === name)
  const ownTypes = named.filter(([name]) => isIdentifierType(name) || !isClass(name))
  const ownClasses = named.filter(([name]) => isClass(name))
  const packClasses = classes.flatMap(({ name, kinds }) =>
    rules
      .filter((rule) => speaksOf(rule.kinds ?? [], kindsOf(name, kinds)))
      // A class that no line names is dropped where a conversation is stored, and a pack shows no
      // more of it.
      .map(
        ({ atMost }) =>
          [name, unnamed === 'drop' ? stricterRedaction(unnamed, atMost) : atMost] as const,
      ),
  )
  // A type the policy names takes its own action, then every pack's; one it does not name, the
  // default, then theirs.
  const start = fromPacks.filter(([name]) => !ownTypes.some(([own]) => own === name))
  return {
    default: standard,
    identifiers: capActions(
      strictestByName([...ownTypes, ...start, ...packsOn(ownTypes, rules)]),
      cap,
    ),
    classes: capActions(strictestByName([...ownClasses, ...packClasses]), cap),
  }
}

/**
 * Makes no action looser than a cap allows. With a cap of `drop`, `{ email: 'mask' }` -> `{ email:
 * 'drop' }`.
 */
const capActions = (
  actions: Readonly<Record<string, RedactionAction>>,
  cap: (action: RedactionAction) => RedactionAction,
): Readonly<Record<string, RedactionAction>> =>
  Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, cap(action)]))

const packsOn = (
  own: readonly (readonly [string, RedactionAction])[],
  rules: readonly PackRedaction[],
): readonly (readonly [string, RedactionAction])[] =>
  own.flatMap(([name]) =>
    rules
      .filter(({ identifiers }) => identifiers?.includes(name) === true)
      .map(({ atMost }) => [name, atMost] as const),
  )

/**
 * Gives each name the strictest of the actions that are said of it, so that neither the order of
 * lines nor that of packs matters.
 */
function strictestByName(
  pairs: readonly (readonly [string, RedactionAction])[],
): Readonly<Record<string, RedactionAction>> {
  const names = sorted(pairs.map(([name]) => name))
  return Object.fromEntries(
    names.map((name) => [
      name,
      pairs
        .filter(([other]) => other === name)
        .map(([, action]) => action)
        .reduce(stricterRedaction),
    ]),
  )
}
