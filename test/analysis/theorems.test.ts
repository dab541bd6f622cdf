import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/analysis/diff.js'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { disclose } from '../../src/analysis/space/answers.js'
import { ask } from '../../src/analysis/space/ask.js'
import { enumerate, type State } from '../../src/analysis/space/enumerate.js'
import { openSpace } from '../../src/analysis/space/openSpace.js'
import { witnessOf } from '../../src/analysis/space/witness.js'
import { evaluate } from '../../src/evaluate.js'
import { RUNGS } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { examples } from './policies.js'

const ORDER: readonly (string | undefined)[] = ['none', ...RUNGS.slice(1)]

const rank = (given: string | undefined): number => Math.max(0, ORDER.indexOf(given))

describe.each(examples)('$name', ({ policy, parsed }) => {
  const space = openSpace(policy)
  const states = policy.classes.flatMap((dataClass): readonly State[] => {
    const scope = ask([policy], space.universe, {
      classes: [dataClass.name],
      actions: [],
      conditions: [],
    })
    const found = scope.ok
      ? enumerate(space.universe, {
          ...scope.value,
          answer: ([view]) =>
            view === undefined ? '' : `${view.write} ${view.read} ${disclose(dataClass, 0, view)}`,
        })
      : scope
    return found.ok ? found.value.states : []
  })

  test('absence never helps: with any one item gone, no state opens more', () => {
    for (const state of states) {
      const { engagement, at } = witnessOf(state, [policy])
      const before = evaluate(policy, engagement, at)
      for (const index of (engagement.evidence ?? []).keys()) {
        // Bad news may go missing too; a directory that no longer knows several customers is better news.
        const item = engagement.evidence?.[index]
        if (item?.kind === 'agent_attestation' && !('method' in item)) continue
        if (item?.kind === 'email_authentication' || item?.kind === 'lookup') continue
        if (state.world.name.includes('several') || state.world.conflict) continue
        const evidence = (engagement.evidence ?? []).filter((_, other) => other !== index)
        const after = evaluate(policy, { ...engagement, evidence }, at)
        for (const { name } of policy.classes) {
          expect(rank(after.disclosure[name])).toBeLessThanOrEqual(rank(before.disclosure[name]))
        }
      }
    }
  })

  test('claims never route and never open: in no state does what they say change either', () => {
    for (const state of states) {
      const { engagement, at } = witnessOf(state, [policy])
      const before = evaluate(policy, engagement, at)
      const claims = {
        ...engagement.claims,
        tier: 'gold',
        verified: true,
        trust_level: 4,
        customer: 'C-1001',
      }
      const after = evaluate(policy, { ...engagement, claims }, at)
      expect(after.route).toEqual(before.trust.write === 0 ? after.route : before.route)
      if (before.trust.write > 0) expect(after.disclosure).toEqual(before.disclosure)
    }
  })

  test('no oracle: below recognized, whether a record exists changes nothing that is said', () => {
    const known = parsed.document.classes
    const address = '+14155550188'
    const anyChannel = fc.constantFrom('sms', 'web_chat', 'email')
    fc.assert(
      fc.property(anyChannel, (channel) => {
        const given = {
          channel,
          address: channel === 'email' ? 'ada@example.com' : channel === 'sms' ? address : 'guest',
        }
        const claims = { email: 'ada.known@example.com' }
        const directory = {
          kind: 'directory',
          at: '2026-11-22T09:59:00Z',
          query: { email: 'ada.known@example.com' },
          matches: [
            { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' },
          ],
        }
        const [miss, hit] = [{ ...directory, matches: [] }, directory].map((item) => {
          const { engagement, at } = engagementOf({ ...given, claims, evidence: [item] })
          return evaluate(policy, engagement, at)
        })
        if (hit === undefined || miss === undefined) throw new TypeError('nothing was decided')
        expect(hit.disclosure).toEqual(miss.disclosure)
        expect(hit.actions).toEqual(miss.actions)
        expect(hit.stepUp).toEqual(miss.stepUp)
        expect(hit.route).toEqual(miss.route)
        expect(Object.keys(hit.disclosure).sort()).toEqual(Object.keys(known).sort())
      }),
    )
  })

  test('packs only tighten: without any one of them, nothing is stricter', () => {
    const { tests: _, invariants: __, ...document } = parsed.document
    for (const pack of document.packs ?? []) {
      const packs = (document.packs ?? []).filter((name) => name !== pack)
      const without = compilePolicy({ ...document, packs })
      if (!without.ok) throw new Error('does not compile')
      const found = diff(policy, without.value)
      const changes = found.ok ? found.value.regions.map(({ change }) => change) : ['too many']
      expect(
        changes.filter((change) => change === 'stricter'),
        pack,
      ).toEqual([])
    }
  })
})
