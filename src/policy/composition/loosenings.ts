import { type CompiledPolicy, counterSettings, IDENTIFIER_TYPES } from '../../decide/index.js'
import { AUDIENCES } from '../../model/index.js'
import { isLooserBy, RISK_SETTING_NAMES, riskSettings, tightenRisk } from '../../trust/index.js'
import { stricterRedaction } from '../buildRedaction.js'
import type { PathSteps } from '../readSource.js'
import { looserGlass } from './looserGlass.js'
import {
  asksLess,
  isClassAtLeast,
  type Loosening,
  lacksAny,
  looserAction,
  looserClass,
  mostSensitive,
  showsMore,
  unnamedClass,
} from './looserRules.js'

export type { Loosening }

/**
 * Finds where a brand's compiled policy is looser than its base's in one part. Nothing found means:
 * of this part the brand gives nobody more.
 */
type FindLooser = (base: CompiledPolicy, brand: CompiledPolicy) => readonly Loosening[]

/** For parts that open nothing, whatever they say. */
const neverLooser: FindLooser = () => []

/** The brand says something else here, of which it cannot be told whether it is less. */
const differsFromBase = (steps: PathSteps): readonly Loosening[] => [
  { code: 'differs_from_base', steps },
]

/** What the base declares by name and the brand declares otherwise, or not at all. */
const declaredOtherwise = (
  base: Readonly<Record<string, unknown>>,
  brand: Readonly<Record<string, unknown>>,
  part: string,
): readonly Loosening[] =>
  Object.keys(base).flatMap((name) =>
    JSON.stringify(base[name]) === JSON.stringify(brand[name]) ? [] : differsFromBase([part, name]),
  )

/**
 * The brand has something that the base does not know. It is allowed where the base lets brands add
 * to that part.
 */
const newInBrand = (steps: PathSteps, by: string): readonly Loosening[] => [
  { code: 'adds_to_base', steps, part: by },
]

/**
 * How each part of a compiled policy may differ from its base's.
 *
 * Every part has to stand here (the type says so), so that none is added to compiled policies that
 * a brand could quietly loosen. What opens nothing may differ freely: names, and what is offered to
 * step up, for an offer is worth no more than the proof that comes of it.
 */
const CHECKS: Readonly<Record<Exclude<keyof CompiledPolicy, 'digest'>, FindLooser>> = {
  countersign: neverLooser,
  // The sources of a policy do not change what it opens.
  parts: neverLooser,
  name: neverLooser,
  version: neverLooser,
  stepUp: neverLooser,
  methods: neverLooser,
  // Which numbers are understood without their country: more are found in a text, and none is
  // believed for it.
  regions: neverLooser,
  // Days are compiled to the moments that they begin at, and these are compared.
  zone: neverLooser,
  // A pack only tightens, so more of them are stricter.
  packs: (base, brand) => lacksAny(base.packs, brand.packs, ['packs']),
  classes: (base, brand) => [
    ...brand.classes.flatMap((one) => {
      const old = base.classes.find(({ name }) => name === one.name)
      return old === undefined
        ? newInBrand(['classes', one.name], 'classes')
        : looserClass(old, one, { base, brand })
    }),
    ...base.classes.flatMap(({ name }) =>
      brand.classes.some((one) => one.name === name) ? [] : asksLess(['classes', name]),
    ),
    ...looserUnnamed(base, brand),
  ],
  actions: (base, brand) =>
    brand.actions.flatMap((one) => {
      const old = base.actions.find(({ name }) => name === one.name)
      return old === undefined
        ? newInBrand(['actions', one.name], 'actions')
        : looserAction(old, one)
    }),
  routes: (base, brand) => looserRoutes(base, brand),
  redact: (base, brand) => looserRedaction(base, brand),
  // What is strict already is not changed by being tightened with the base's.
  risk: (base, brand) => {
    const both = tightenRisk(base.risk, brand.risk)
    return RISK_SETTING_NAMES.flatMap((name) =>
      both[name] === brand.risk[name] ? [] : asksLess(['risk', riskSettings[name].word]),
    )
  },
  // A word of a login is worth no more than at the base; a word that the base does not list is
  // worth nothing there.
  issuers: (base, brand) =>
    brand.issuers.flatMap(({ issuer, acr, amr }) => {
      const old = base.issuers.find((one) => one.issuer === issuer)
      if (old === undefined) return newInBrand(['issuers', issuer], 'issuers')
      return Object.entries({ acr, amr }).flatMap(([key, words]) => {
        const known = key === 'acr' ? old.acr : old.amr
        return Object.entries(words).flatMap(([word, rank]) =>
          rank <= (known[word] ?? 0) ? [] : asksLess(['issuers', issuer, key, word]),
        )
      })
    }),
  channels: (base, brand) =>
    brand.channels.flatMap(({ scheme, grade, session }) => {
      const old = base.channels.find((one) => one.scheme === scheme)
      if (old === undefined) return newInBrand(['channels', scheme], 'channels')
      return [
        ...(grade > old.grade ? asksLess(['channels', scheme, 'grade']) : []),
        ...(session && !old.session ? asksLess(['channels', scheme, 'session']) : []),
      ]
    }),
  // More has to be known, for less, in fewer tries.
  knowledge: ({ knowledge: base = [] }, { knowledge: brand = [] }) =>
    brand.flatMap(({ name, asks, grade, attempts, within }) => {
      const old = base.find((one) => one.name === name)
      if (old === undefined) return newInBrand(['knowledge', name], 'knowledge')
      const isAsked = asks[0] === old.asks[0] && old.asks.every((word) => asks.includes(word))
      return [
        ...(isAsked ? [] : asksLess(['knowledge', name, 'asks'])),
        ...(grade > old.grade ? asksLess(['knowledge', name, 'grade']) : []),
        ...(attempts > old.attempts ? asksLess(['knowledge', name, 'attempts']) : []),
        ...(within < old.within ? asksLess(['knowledge', name, 'within']) : []),
      ]
    }),
  refuses: (base, brand) =>
    base.refuses.every(({ kind }) => brand.refuses.some((one) => one.kind === kind))
      ? []
      : asksLess(['refuses']),
  // Whether one pattern finds all that another finds is not asked: only the same pattern is the
  // same.
  identifiers: ({ identifiers: base = {} }, { identifiers: brand = {} }) =>
    declaredOtherwise(base, brand, 'identifiers'),
  facts: ({ facts: base = {} }, { facts: brand = {} }) => declaredOtherwise(base, brand, 'facts'),
  // A role is a name; what it is given is compared where it is given.
  roles: neverLooser,
  breakGlass: looserGlass,
  // What is not said is what holds anyway, so it is compared as that.
  counters: ({ counters: base }, { counters: brand }) =>
    Object.entries(counterSettings).flatMap(([name, { word, tightening, standard }]) => {
      const [old = standard, next = standard] = [base, brand].map((one) =>
        new Map(Object.entries(one ?? {})).get(name),
      )
      return isLooserBy(tightening, next, old) ? asksLess(['counters', word]) : []
    }),
  // An allowed value is never hidden, so a brand may allow fewer values, and no others.
  allow: ({ allow: base = [] }, { allow: brand = [] }) => lacksAny(brand, base, ['allow']),
}

/**
 * Finds every place where the one compiled policy is looser than the other, or has what the other
 * does not know.
 *
 * Where it finds none, nobody is given more by the one: each requirement is held against the one it
 * stands for, and what only looks stricter for a reason that this does not see counts as looser. So
 * it may refuse a brand that is sound, and never passes one that is not.
 */
export function looseningsOf(base: CompiledPolicy, brand: CompiledPolicy): readonly Loosening[] {
  const all = Object.values(CHECKS).flatMap((check) => check(base, brand))
  // A class that is looser itself is reported as that alone: which class holds what no class names may
  // only come of it.
  const direct = all.filter(({ code }) => code !== 'unnamed_fields_looser')
  return direct.length > 0 ? direct : all
}

// Fields that no class names belong to the most sensitive class, which a class that became stricter
// elsewhere may be now. They have to be guarded as well in it as they were.
function looserUnnamed(base: CompiledPolicy, brand: CompiledPolicy): readonly Loosening[] {
  const [old, next] = [mostSensitive(base), mostSensitive(brand)]
  if (old === undefined || next === undefined) return []
  return isClassAtLeast(next, old, { base, brand })
    ? []
    : [{ code: 'unnamed_fields_looser', steps: ['classes', next.name] }]
}

// Where a task goes is the base's word, so every part of a route stays as it is. Asking more skills
// of whoever takes it is stricter. The base's routes keep their order, because the first that holds
// is taken.
function looserRoutes(base: CompiledPolicy, brand: CompiledPolicy): readonly Loosening[] {
  const ids = base.routes.map(({ id }) => id)
  const kept = brand.routes.filter(({ id }) => ids.includes(id))
  return [
    ...brand.routes.flatMap((route) => {
      const old = base.routes.find(({ id }) => id === route.id)
      if (old === undefined) return newInBrand(['routes', route.id], 'routes')
      const parts = [...new Set([...Object.keys(old), ...Object.keys(route)])]
      const [before, after] = [Object.entries(old), Object.entries(route)].map(
        (entries) => new Map<string, unknown>(entries),
      )
      return parts.flatMap((part) => {
        if (part === 'skills')
          return lacksAny(old.skills, route.skills, ['routes', route.id, 'skills'])
        return JSON.stringify(before?.get(part)) === JSON.stringify(after?.get(part))
          ? []
          : differsFromBase(['routes', route.id, WORDS[part] ?? part])
      })
    }),
    ...(kept.map(({ id }) => id).join('\n') === ids.join('\n') ? [] : differsFromBase(['routes'])),
  ]
}

/** What parts of a compiled route are called in a document, where that is another word. */
const WORDS: Readonly<Record<string, string>> = { knownWorker: 'known_worker', skipIf: 'skip_if' }

/**
 * Finds what a brand shows more of. Types are compared one by one, and what a brand does not name
 * with the default of the base: an action that is further from `drop` shows more.
 */
function looserRedaction(base: CompiledPolicy, brand: CompiledPolicy): readonly Loosening[] {
  return AUDIENCES.flatMap((audience) => {
    const [old, next] = [base.redact[audience], brand.redact[audience]]
    const types = [
      ...IDENTIFIER_TYPES,
      ...Object.keys(brand.identifiers ?? {}),
      ...Object.keys(next.identifiers),
    ]
    const looser = [
      ...(showsMore(next.default, old.default) ? ['default'] : []),
      ...[...new Set(types)].filter((type) => {
        const named = next.identifiers[type]
        if (named === undefined) return false
        // In a conversation what is not named is masked, even where the default would keep it.
        return showsMore(named, old.identifiers[type] ?? stricterRedaction('mask', old.default))
      }),
      ...brand.classes.flatMap(({ name }) => {
        const named = next.classes[name]
        const before = old.classes[name] ?? unnamedClass(audience)
        return named !== undefined && showsMore(named, before) ? [name] : []
      }),
    ]
    return looser.flatMap((word) => asksLess(['redact', audience, word]))
  })
}
