import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/analysis/diff.js'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { evaluate } from '../../src/evaluate.js'
import { type Engagement, RUNGS } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { allSituations } from '../../src/space/index.js'
import { sparsely } from '../runs.js'
import { answerOf } from './answerOf.js'
import { examples } from './policies.js'

const ORDER: readonly (string | undefined)[] = ['none', ...RUNGS.slice(1)]

const rank = (given: string | undefined): number => Math.max(0, ORDER.indexOf(given))

const BAD_NEWS = ['email_authentication', 'lookup', 'risk_signal', 'security_event', 'account_link']

/** Whether records contradict each other: then one less is better news. */
const isAmbiguous = ({ evidence = [] }: Engagement): boolean => {
  const text = JSON.stringify(evidence)
  return text.includes('C-1001') && text.includes('C-2002')
}

// Each example is asked about every third of the people of every kind, and another third than the others are.
const THIRDS = examples.map((example, from) => ({ ...example, from }))

describe.each(THIRDS)('$name', ({ policy, parsed, from }) => {
  // What is shown and where it goes takes no plan of what would open more, which is most of the work of an answer.
  const shown = { ...policy, stepUp: [] }
  // Decided once for all that is held against them.
  const situations = sparsely(allSituations([policy]).slice(from), 3).map(({ engagement, at }) => ({
    ...{ engagement, at },
    before: answerOf(shown, engagement, at),
  }))

  test('absence never helps: with any one item gone, nobody is shown more', () => {
    const helped: string[] = []
    for (const { engagement, at, before } of situations) {
      for (const index of (engagement.evidence ?? []).keys()) {
        // A risk may go missing too; a directory that no longer knows several customers is a smaller
        // risk.
        const item = engagement.evidence?.[index]
        if (item?.kind === 'agent_attestation' && !('method' in item)) continue
        // That the directory did not answer is a risk: it may have named somebody else.
        if (item?.kind === 'directory' && 'error' in item) continue
        if (BAD_NEWS.includes(item?.kind ?? '') || isAmbiguous(engagement)) continue
        const evidence = (engagement.evidence ?? []).filter((_, other) => other !== index)
        const after = answerOf(shown, { ...engagement, evidence }, at)
        const more = policy.classes.filter(
          ({ name }) => rank(after.disclosure[name]) > rank(before.disclosure[name]),
        )
        helped.push(...more.map(({ name }) => `${name} without ${item?.kind}`))
      }
    }
    expect(helped).toEqual([])
  })

  test('claims never route and never open: of nobody does what they say change either', () => {
    for (const { engagement, at, before } of situations) {
      const claims = {
        ...engagement.claims,
        tier: 'gold',
        verified: true,
        trust_level: 4,
        customer: 'C-1001',
      }
      const after = answerOf(shown, { ...engagement, claims }, at)
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
        JSON.stringify(pack),
      ).toEqual([])
    }
  })
})
