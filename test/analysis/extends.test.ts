import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { diff } from '../../src/analysis/index.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import { compiled } from '../compiled.js'
import { anyPolicy } from '../policy/arbitraries.js'
import { runs } from '../runs.js'
import { anyOverlay, type Overlay } from './overlays.js'

// Whole comparisons of generated policies take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

const brandOf = (base: PolicyDocument, said: object) =>
  compilePolicy(
    { extends: 'base.yaml', policy: 'brand', version: 1, ...said },
    { files: { 'base.yaml': base } },
  )

/** Lists what a comparison calls looser, of what discloses or allows more. */
function looserIn(before: CompiledPolicy, after: CompiledPolicy): readonly object[] {
  const compared = diff(before, after)
  if (!compared.ok) return []
  const { regions, changes } = compared.value
  return [
    ...regions.filter(({ change, after: now }) => change === 'looser' && now !== 'step_up'),
    ...changes.filter(
      ({ change, about, before: old }) =>
        change === 'looser' &&
        about !== 'step_up' &&
        // What no class names stands in the most sensitive one. A comparison calls it looser to name it in any class;
        // composition holds that class against the most sensitive (test/policy/extends).
        !(about === 'field' && old === 'no class'),
    ),
  ]
}

/** Takes one thing after another that a brand would say of its base, and leaves what may not be said with the others. */
function sayable(base: PolicyDocument, overlays: readonly Overlay[]): object {
  let said: object = {}
  for (const overlay of overlays) {
    const more = { ...said, ...overlay(base) }
    if (brandOf(base, more).ok) said = more
  }
  return said
}

test('a policy that extends another never discloses or allows more, over every state', () => {
  fc.assert(
    fc.property(
      anyPolicy,
      fc.array(anyOverlay, { minLength: 3, maxLength: 4 }),
      (base, overlays) => {
        const said = sayable(base, overlays)
        const brand = brandOf(base, said)
        if (!brand.ok || Object.keys(said).length === 0) return
        expect(looserIn(compiled(base), brand.value)).toEqual([])
      },
    ),
    runs(8),
  )
})

// Most of what a brand says here asks less than one of the bases, and must not compile.
const ASKED = [
  'anonymous',
  { write: 'claimed', read: 'verified' },
  { write: 'verified', maxAge: '1h' },
]

/** Each thing that a brand may say of the class or of the action, one at a time. */
const SAYINGS = ASKED.flatMap((word) => [
  ...['masked', 'full', 'deliver_to_record'].map((name) => ({
    classes: { alpha: { [name]: word } },
  })),
  { actions: { open_it: { deliver_to_record: word } } },
  {
    actions: {
      open_it: { ...Object(typeof word === 'string' ? { write: word } : word), denied: false },
    },
  },
])

// What no class names stands in this one, so that nothing else than the class itself is found to ask less.
const OTHER = { full: { write: 'strong', read: 'strong' } } as const

const RULED: readonly [string, Partial<PolicyDocument>][] = [
  [
    'a part of the class',
    {
      classes: { alpha: { masked: 'claimed' }, other: OTHER },
      actions: { open_it: 'verified' },
    },
  ],
  [
    'the whole of it, and an action that is denied',
    {
      classes: {
        alpha: {
          full: { write: 'verified', maxAge: '15m' },
          deliver_to_record: 'strong',
        },
        other: OTHER,
      },
      actions: { open_it: { write: 'claimed', denied: true } },
    },
  ],
]

test.each(RULED)(
  'nor does one that says one thing of it, over a base that gives %s',
  (_, ruled) => {
    const base: PolicyDocument = {
      policy: 'base',
      version: 1,
      classes: {},
      routes: [{ id: 'rest', queue: 'front' }],
      ...ruled,
    }
    const before = compiled(base)
    const looser: object[] = []
    let refused = 0
    for (const said of SAYINGS) {
      const brand = brandOf(base, said)
      if (brand.ok) looser.push(...looserIn(before, brand.value))
      else if (brand.issues.some(({ code }) => code === 'loosens_base')) refused += 1
    }
    expect(looser).toEqual([])
    expect(refused).toBeGreaterThan(SAYINGS.length / 2)
  },
)
