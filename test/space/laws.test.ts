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
      const proofs = engagements
        .flatMap(({ evidence }) => evidence ?? [])
        .flatMap((item) => {
          const read = findMethod(item.kind)?.read(item, settings)
          const facts = read?.ok === true ? read.value : []
          return facts.flatMap((fact) =>
            fact.type === 'proof' ? [[item.kind, fact] as const] : [],
          )
        })
      const lawless = proofs.filter(
        ([method, fact]) =>
          !kinds.some(
            ({ kind, law }) =>
              kind === method &&
              isWithin(law, fact) &&
              fact.until - fact.since <= law.lives.session,
          ),
      )
      expect(lawless).toEqual([])
      expect(proofs.length).toBeGreaterThan(200)
    })

    test('every assessment keeps the laws that proofs about policies rest on', () => {
      const assessed = engagements.map((engagement) => assess(engagement, NOW, settings))
      const broken = assessed.flatMap((one, at) => {
        const { trust, risks, supports, channel } = one
        const { write, read, resolution } = trust
        const laws = {
          'supports make the rank': writeRank(supports) === write,
          'one record is written from': write < 2 || resolution === 'unique',
          'one record is read': read < 1 || resolution === 'unique',
          'no more certain of readers than of writers':
            read < 4 || (write === 4 && channel?.session === true),
          'a conflict is one': !risks.includes('conflict') || resolution === 'conflict',
          'what holds everybody holds them': !isHeld(risks) || (write <= 1 && read <= 1),
          'nobody is nowhere': channel !== undefined || isNobody(one),
          'supports are of a kind': supports.every(isSupposed),
        }
        return Object.entries(laws).flatMap(([law, isKept]) => (isKept ? [] : [`${at}: ${law}`]))
      })
      expect(broken).toEqual([])
      expect(assessed.filter(({ trust }) => trust.write >= 2).length).toBeGreaterThan(40)
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
