import { describe, expect, test } from 'vitest'
import {
  findMethod,
  methods,
  type ProofKind,
  type SpecimenBinding,
  type SpecimenPerson,
} from '../../src/evidence/index.js'
import type { Assessment, Support } from '../../src/model/index.js'
import { assess, writeRank } from '../../src/trust/index.js'
import { makeEngagement } from '../falsify/engagements.js'
import { DEFAULT_TRUST } from '../trust/defaultTrust.js'
import { fromSeed, ISSUER, NOW } from '../trust/evidenceWorld.js'

const SETTINGS = [
  DEFAULT_TRUST,
  { ...DEFAULT_TRUST, issuers: [{ issuer: ISSUER, acr: {}, amr: { pwd: 3, hwk: 4, otp: 3 } }] },
  { ...DEFAULT_TRUST, channels: [{ scheme: 'kiosk', grade: 2, session: true }] },
] as const

const CHECK = { name: 'booking', asks: ['booking_reference'], attempts: 3, within: 86_400_000 }

/** Those, and what a business declares of its own checks. */
const MORE_SETTINGS = [
  ...SETTINGS,
  { ...DEFAULT_TRUST, knowledge: [{ ...CHECK, grade: 1 }] },
  { ...DEFAULT_TRUST, knowledge: [{ ...CHECK, grade: 2 }] },
] as const

const PERSON: SpecimenPerson = {
  phone: '+14155550100',
  mailbox: 'ada@example.com',
  account: 'u-1',
  address: 'messenger:1234567890',
  customer: 'C-1',
}

const BINDING: SpecimenBinding = {
  at: NOW - 60_000,
  expires: NOW + 3_600_000,
  conversation: 'CH01',
  purpose: null,
  message: null,
  payment: null,
  serial: 1,
}

// What is asked of a policy ranges over these laws: one that is missing would be a proof of what is not so.
test.each(MORE_SETTINGS.map((settings, at) => [at, settings] as const))(
  'under settings %i whatever evidence can be made of keeps a law of its method',
  (_, settings) => {
    for (const { kind, read, proves, specimens } of methods) {
      const laws = proves?.(settings) ?? []
      for (const specimen of specimens(settings).filter(({ says }) => says === 'proof')) {
        const facts = read(specimen.make(PERSON, BINDING), settings)
        const proofs = facts.ok
          ? facts.value.flatMap((fact) => (fact.type === 'proof' ? fact : []))
          : []
        const kept = proofs.filter((proof) => laws.some((law) => isWithin(law, proof)))
        expect(proofs.length, `${kind}: ${specimen.name}`).toBeGreaterThan(0)
        expect(kept, `${kind}: ${specimen.name}`).toEqual(proofs)
      }
    }
  },
)

const choose = fromSeed(11)
const engagements = Array.from({ length: 1_200 }, () => makeEngagement(choose))

/** Tells whether what a proof is, is no more than a law of its method says. */
const isWithin = (
  kind: ProofKind,
  proof: Pick<Support, 'via' | 'grade' | 'categories' | 'phishable' | 'vouched'>,
) =>
  kind.via === proof.via &&
  proof.grade <= kind.grade &&
  kind.categories.join() === proof.categories.join() &&
  kind.phishable === proof.phishable &&
  (kind.vouched === true) === (proof.vouched === true)

describe.each(SETTINGS.map((settings, at) => [at, settings] as const))(
  'under settings %i',
  (_, settings) => {
    test('every proof that is read keeps a law of its method, and every method that proves has one', () => {
      let proofs = 0
      for (const item of engagements.flatMap(({ evidence }) => evidence ?? [])) {
        const method = findMethod(item.kind)
        const read = method?.read(item, settings)
        if (method === undefined || read?.ok !== true) continue
        for (const fact of read.value) {
          if (fact.type !== 'proof') continue
          proofs += 1
          const laws = method.proves?.(settings) ?? []
          expect(
            laws.some((law) => isWithin(law, fact)),
            JSON.stringify(fact),
          ).toBe(true)
          const lives = laws.filter((law) => isWithin(law, fact)).map((law) => law.lives)
          expect(lives.some(({ session }) => fact.until - fact.since <= session)).toBe(true)
        }
      }
      expect(proofs).toBeGreaterThan(200)
    })

    test('every assessment keeps the laws that proofs about policies rest on', () => {
      let known = 0
      for (const engagement of engagements) {
        const { trust, risks, supports, channel } = assess(engagement, NOW, settings)
        const { write, read, resolution } = trust
        if (write >= 2) known += 1
        expect(writeRank(supports)).toBe(write)
        expect(write < 2 || resolution === 'unique').toBe(true)
        expect(read < 1 || resolution === 'unique').toBe(true)
        expect(read < 4 || (write === 4 && channel?.session === true)).toBe(true)
        expect(!risks.includes('conflict') || resolution === 'conflict').toBe(true)
        expect(!isHeld(risks) || (write <= 1 && read <= 1)).toBe(true)
        expect(channel !== undefined || isNobody({ trust, risks, supports })).toBe(true)
        expect(supports.every(isSupposed)).toBe(true)
      }
      expect(known).toBeGreaterThan(40)
    })

    const kinds = methods.flatMap(({ kind, proves }) =>
      (proves?.(settings) ?? []).map((law) => ({ kind, law })),
    )
    const isSupposed = (support: Support): boolean =>
      (support.method === 'platform' && support.grade <= 2) ||
      (support.method === 'claim' && support.grade <= 1) ||
      kinds.some(({ kind, law }) => kind === support.method && isWithin(law, support))
  },
)

const isHeld = (risks: readonly string[]): boolean =>
  ['agent_flag', 'risk_unreadable', 'directory_unknown', 'subject_unknown'].some((risk) =>
    risks.includes(risk),
  )

const isNobody = ({
  trust,
  risks,
  supports,
}: Pick<Assessment, 'trust' | 'risks' | 'supports'>): boolean =>
  trust.write === 0 &&
  trust.read === 0 &&
  trust.resolution === 'none' &&
  risks.length + supports.length === 0
