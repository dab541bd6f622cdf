import { DAY, HOUR, MINUTE } from '../../src/model/index.js'
import {
  type Bond,
  CUSTOMERS,
  type EvidenceWorld,
  HERE,
  ISSUER,
  MESSENGER,
  type WorldAddress,
  type WorldItem,
} from './evidenceWorld.js'

/**
 * A second, naive reading of the trust model: every path is written out, no grade is carried over, and nothing is
 * shared with the library but the names of the time units.
 */
export interface ReferenceTrust {
  readonly write: number
  readonly read: number
  readonly customer: string | null
  readonly resolution: string
}

interface ReferenceProof {
  readonly node: string
  readonly grade: number
  readonly by: 'platform' | 'claim' | 'proof'
  readonly via: string
  readonly since: number
  readonly categories: readonly string[]
  readonly causes: readonly string[]
  readonly raw?: number
}

interface ReferenceTie {
  readonly from: string
  readonly to: string
  readonly grade: number
}

interface ProofPath {
  readonly proof: ReferenceProof
  readonly customer: string | null
  readonly grade: number
}

type ItemOfType<T extends WorldItem['type']> = Extract<WorldItem, { readonly type: T }>
const every = <T extends WorldItem['type']>(
  world: EvidenceWorld,
  type: T,
): readonly ItemOfType<T>[] =>
  world.items.filter((item): item is ItemOfType<T> => item.type === type)

const least = (...grades: readonly number[]): number => Math.min(4, ...grades)
const account = (subject: string): string => `account:${ISSUER}|${subject}`
const FACTOR = 'account:VA01|e-1'
const isTel = (node: string): boolean => node.startsWith('tel:')

export function reference(world: EvidenceWorld, now: number): ReferenceTrust {
  const proofs = [
    ...platform(world, now),
    ...codes(world, now),
    ...logins(world, now),
    ...factors(world, now),
  ]
  const sure = proofs.flatMap((proof) => pathsOf(world, now, proof))
  const claimed = claims(world, now).flatMap((proof) => pathsOf(world, now, proof))
  const claimants = claims(world, now)
  const strong = proofs.map((proof) => spoken(world, now, proof, 2)).filter((set) => set.length > 0)
  const weak = [...new Set(proofs.flatMap((proof) => spoken(world, now, proof, 1)))]
  const said = [...new Set(claimants.flatMap((proof) => spoken(world, now, proof, 1)))]
  const names =
    strong.length > 0
      ? CUSTOMERS.filter((name) => strong.every((set) => set.includes(name)))
      : weak.length > 0
        ? weak
        : said
  const [only = null] = names
  const isAlive = [...sure, ...claimed].some((path) => path.customer === only)
  const resolution =
    strong.length > 0 && names.length === 0
      ? 'conflict'
      : names.length > 1
        ? 'ambiguous'
        : only !== null && isAlive
          ? 'unique'
          : 'none'
  const customer = resolution === 'unique' ? only : null
  const unknown = isUnknown(world) ? 1 : 4
  const ceiling = least(conversationCap(world, now), unknown, resolution === 'conflict' ? 1 : 4)
  const all = [...sure, ...claimed]
  const own = all.filter((path) => customer !== null && path.customer === customer)
  const loose = all.some((path) => path.customer === null || customer === null)
    ? least(1, ceiling)
    : 0
  const write = Math.max(loose, strength(world, now, own, ceiling))
  return { write, read: readOf(world, now, customer, own, ceiling), customer, resolution }
}

/** Whether a directory was not heard, or not understood, about the address they write from. */
const isUnknown = (world: EvidenceWorld): boolean =>
  every(world, 'dip').some(
    ({ node, failed, matches }) =>
      node === world.place.node && (failed || matches.some(({ basis }) => basis === 'rumour')),
  )

/** The customers a proof leads to with at least this grade, whatever the risk. */
function spoken(
  world: EvidenceWorld,
  now: number,
  proof: ReferenceProof,
  grade: number,
): readonly string[] {
  return [
    ...new Set(
      ways(world, now, proof.node, false)
        .filter((way) => Math.min(way.grade, proof.raw ?? proof.grade) >= grade)
        .map(({ customer }) => customer),
    ),
  ]
}

/** The best path, or 4 for two of 3 that corroborate each other. */
function strength(
  world: EvidenceWorld,
  now: number,
  paths: readonly ProofPath[],
  ceiling: number,
): number {
  const best = Math.max(0, ...paths.map(({ grade }) => least(grade, ceiling)))
  const isHeld = (path: ProofPath): boolean =>
    ceiling < 4 || customerCap(world, now, path.customer) < 4
  const fit = paths.filter(
    (path) => path.grade >= 3 && !isHeld(path) && now < path.proof.since + DAY,
  )
  const pair = fit.some((a) =>
    fit.some(
      (b) =>
        !a.proof.causes.some((cause) => b.proof.causes.includes(cause)) &&
        a.proof.categories.some((one) => b.proof.categories.some((other) => one !== other)),
    ),
  )
  return pair ? 4 : best
}

function pathsOf(world: EvidenceWorld, now: number, proof: ReferenceProof): readonly ProofPath[] {
  const first = least(proof.grade, nodeCap(world, now, proof.node), qualified(world, proof))
  const down = ways(world, now, proof.node)
  const paths = down
    .map(({ customer, grade }) => ({
      proof,
      customer,
      grade: least(first, grade, customerCap(world, now, customer)),
    }))
    .filter(({ grade }) => grade > 0)
  if (paths.length > 0) return paths
  return first > 0 ? [{ proof, customer: null, grade: 1 }] : []
}

/** Every way down from a node, several to one customer included. */
function ways(
  world: EvidenceWorld,
  now: number,
  node: string,
  risky = true,
): readonly { customer: string; grade: number; isOver: boolean }[] {
  const all = ties(world, now, risky)
    .filter(({ from }) => from === node)
    .flatMap((tie) => {
      if (!tie.to.startsWith('account:')) {
        return [{ customer: tie.to, grade: tie.grade, isOver: false }]
      }
      return ways(world, now, tie.to, risky).map(({ customer, grade }) => ({
        customer,
        grade: least(tie.grade, risky ? nodeCap(world, now, tie.to) : 4, grade),
        isOver: true,
      }))
    })
  const isAmbiguous = risky && new Set(all.map(({ customer }) => customer)).size > 1
  return isAmbiguous ? all.map((way) => ({ ...way, grade: least(1, way.grade) })) : all
}

// Written out once a world and time: they are asked for at every step of every path.
const written = new WeakMap<EvidenceWorld, Map<string, readonly ReferenceTie[]>>()

function ties(world: EvidenceWorld, now: number, risky = true): readonly ReferenceTie[] {
  const known = written.get(world) ?? new Map<string, readonly ReferenceTie[]>()
  written.set(world, known)
  const key = `${now} ${risky}`
  const all = known.get(key) ?? writeTies(world, now, risky)
  known.set(key, all)
  return all
}

function writeTies(world: EvidenceWorld, now: number, risky: boolean): readonly ReferenceTie[] {
  const dips = every(world, 'dip').flatMap((dip) =>
    dip.matches.flatMap((match): ReferenceTie[] => {
      if (dip.failed) return []
      const from = dip.node
      if (now < Math.max(dip.at, match.since ?? 0) || now >= dip.at + DAY) return []
      const isAccount = from.startsWith('account:')
      const tenure = match.since ?? match.confirmed
      const verified = match.since !== null ? (isAccount ? 4 : 3) : tenure !== null ? 2 : 1
      const onFile = match.since !== null ? 2 : 1
      const basis = { claimed: 1, on_file: onFile, verified, rumour: 0 }[match.basis]
      const young = tenure !== null && now < tenure + 30 * DAY ? 1 : 4
      const here = match.origin === HERE ? 0 : 4
      const handed =
        risky && isTel(from) ? reassignment(world, now, from, match.confirmed, tenure) : 4
      return [
        {
          from,
          to: match.customer,
          grade: least(basis, young, here, handed, unlinked(world, from)),
        },
      ]
    }),
  )
  const sessions = every(world, 'login').flatMap((login): ReferenceTie[] => {
    const isRead = !login.amr.includes('kba')
    const isNow = now >= login.at && now < Math.min(login.expires, login.at + 30 * DAY)
    return isRead && isNow && isBound(world, login.bond) && login.customer !== null
      ? [{ from: account(login.subject), to: login.customer, grade: 4 }]
      : []
  })
  const enrolled = every(world, 'factor').flatMap((factor): ReferenceTie[] =>
    factor.customer !== null &&
    isBound(world, factor.bond) &&
    now >= factor.at &&
    now < factor.at + DAY
      ? [{ from: FACTOR, to: factor.customer, grade: 4 }]
      : [],
  )
  const links = every(world, 'link').flatMap((link): ReferenceTie[] => {
    if (!link.linked || now < link.at) return []
    const young = now < link.at + 30 * DAY ? 1 : 4
    const here = link.conversation === HERE ? 0 : 4
    const grade = least(3, young, here, unlinked(world, MESSENGER))
    const down = { from: MESSENGER, to: account(link.subject), grade }
    return link.customer === null
      ? [down]
      : [down, { from: account(link.subject), to: link.customer, grade: 4 }]
  })
  return [...dips, ...sessions, ...enrolled, ...links]
}

const unlinked = (world: EvidenceWorld, node: string): number =>
  node === MESSENGER && every(world, 'link').some((link) => !link.linked) ? 0 : 4

function reassignment(
  world: EvidenceWorld,
  now: number,
  node: string,
  confirmed: number | null,
  tenure: number | null,
): number {
  const known = confirmed ?? tenure
  const isClean = every(world, 'reassigned').some(
    (one) =>
      one.node === node &&
      one.answer === 'no' &&
      known !== null &&
      one.asOf <= known &&
      now >= one.at &&
      now < one.at + DAY,
  )
  if (isClean) return 4
  return confirmed !== null && now >= confirmed && now < confirmed + 90 * DAY ? 3 : 2
}

function nodeCap(world: EvidenceWorld, now: number, node: string): number {
  const own = every(world, 'risk')
    .filter(
      (risk) =>
        risk.on === 'node' &&
        risk.target === node &&
        now < (risk.until ?? Number.POSITIVE_INFINITY),
    )
    .map(({ max }) => max)
  if (!isTel(node)) return least(...own)
  const swaps = every(world, 'swap').filter((swap) => swap.node === node)
  const swapped = swaps.flatMap(({ swapped }) => {
    if (swapped === null) return []
    const age = now - swapped
    return [age < DAY ? 0 : age < 3 * DAY ? 1 : age < 7 * DAY ? 2 : 4]
  })
  const isFresh = ({ at }: { readonly at: number }): boolean => now >= at && now < at + DAY
  const isClean = swaps.some((swap) => swap.swapped === null && swap.period >= 24 && isFresh(swap))
  const lines = every(world, 'line').filter((line) => line.node === node)
  const isMobile = lines.some((line) => line.line === 'mobile' && isFresh(line))
  const isVoip = lines.some((line) => line.line === 'nonFixedVoip')
  const isForwarded = every(world, 'forward').some((one) => one.node === node)
  const isReassigned = every(world, 'reassigned').some(
    (one) => one.node === node && one.answer === 'yes',
  )
  return least(
    ...own,
    ...swapped,
    isClean ? 4 : 3,
    isMobile ? 4 : 3,
    isVoip ? 2 : 4,
    isForwarded ? 2 : 4,
    isReassigned ? 0 : 4,
  )
}

/** Limits that speak of some proofs only. */
function qualified(world: EvidenceWorld, proof: ReferenceProof): number {
  if (proof.by !== 'proof') return 4
  const forwarded =
    proof.via === 'call' && every(world, 'forward').some(({ node }) => node === proof.node)
  const revoked = every(world, 'revoked').some(
    ({ subject, at }) => account(subject) === proof.node && proof.since <= at,
  )
  return least(forwarded ? 1 : 4, revoked ? 0 : 4)
}

const capOf = (
  world: EvidenceWorld,
  now: number,
  on: 'customer' | 'conversation',
  target: string | null,
): number =>
  least(
    ...every(world, 'risk')
      .filter((risk) => risk.on === on && (target === null || risk.target === target))
      .filter((risk) => now < (risk.until ?? Number.POSITIVE_INFINITY))
      .map(({ max }) => max),
  )
const customerCap = (world: EvidenceWorld, now: number, customer: string | null): number =>
  customer === null ? 4 : capOf(world, now, 'customer', customer)
const conversationCap = (world: EvidenceWorld, now: number): number =>
  capOf(world, now, 'conversation', null)

const assertion = (
  node: string,
  grade: number,
  by: ReferenceProof['by'],
  now: number,
): ReferenceProof => ({
  node,
  grade,
  by,
  via: '',
  since: now,
  categories: [],
  causes: [],
})

function platform(world: EvidenceWorld, now: number): readonly ReferenceProof[] {
  const mails = every(world, 'dmarc')
  const passes = mails.some(
    (mail) =>
      mail.verdict === 'pass' &&
      isBound(world, mail.bond) &&
      now >= mail.at &&
      world.place.channel === 'email',
  )
  const isOther = ({ bond }: { readonly bond: Bond }): boolean =>
    (bond.conversation !== null && bond.conversation !== HERE) ||
    (bond.message !== null && bond.message !== world.message)
  const fails = mails.some((mail) => mail.verdict === 'fail' && !isOther(mail))
  const raw = Math.max(world.place.grade, passes ? 2 : 0)
  return [{ ...assertion(world.place.node, fails ? 0 : raw, 'platform', now), raw }]
}

function claims(world: EvidenceWorld, now: number): readonly ReferenceProof[] {
  return world.claims.map((claim) => {
    const node = claim.startsWith('+')
      ? `tel:${claim}`
      : claim.includes('@')
        ? `mailto:${claim}`
        : 'claim'
    return assertion(node, 1, 'claim', now)
  })
}

/** Whether the person who writes gave it. */
const isOwn = ({ by }: Bond): boolean => by !== 'other' && by !== 'garbled'

const isBound = (world: EvidenceWorld, bond: Bond): boolean =>
  isOwn(bond) &&
  bond.conversation === HERE &&
  (bond.epoch ?? 0) === world.epoch &&
  (world.place.session || bond.message === null || bond.message === world.message) &&
  (bond.purpose === null || world.intent.includes(bond.purpose))

type Approved = ItemOfType<'code' | 'factor'>

/** Of one approval shown several times, the earliest; then the one that does not count here; then the narrowest. */
function isOriginal(world: EvidenceWorld, one: Approved, all: readonly Approved[]): boolean {
  const key = ({ at, bond, ...item }: Approved): string =>
    [
      String(at).padStart(16, '0'),
      isBound(world, bond) ? '1' : '0',
      bond.purpose === null ? '2' : `1${bond.purpose}`,
      item.type === 'code' ? item.node : FACTOR,
    ].join(' ')
  return all.filter(({ sid }) => sid === one.sid).every((other) => key(one) <= key(other))
}

const lasts = (world: EvidenceWorld, session: number): number =>
  world.place.session ? session : Math.min(session, 10 * MINUTE)

function codes(world: EvidenceWorld, now: number): readonly ReferenceProof[] {
  const all = every(world, 'code')
  return all
    .filter((code) => isBound(world, code.bond) && isOriginal(world, code, all))
    .filter((code) => now >= code.at && now < code.at + lasts(world, DAY))
    .map((code) => ({
      node: code.node,
      grade: 3,
      by: 'proof',
      via: code.via,
      since: code.at,
      categories: code.via === 'email' ? [] : ['possession'],
      causes: [`${code.via === 'email' ? 'mailbox' : 'sim'}:${code.node}`],
    }))
}

function factors(world: EvidenceWorld, now: number): readonly ReferenceProof[] {
  const all = every(world, 'factor')
  return all
    .filter((factor) => isBound(world, factor.bond) && isOriginal(world, factor, all))
    .filter((factor) => now >= factor.at && now < factor.at + lasts(world, DAY))
    .map((factor) => ({
      node: FACTOR,
      grade: factor.factor === 'passkeys' ? 4 : 3,
      by: 'proof',
      via: factor.factor,
      since: factor.at,
      categories: ['possession'],
      causes: ['device:YF01'],
    }))
}

const AMR: Readonly<Record<string, readonly [number, string | null]>> = {
  pwd: [3, 'knowledge'],
  otp: [3, 'possession'],
  hwk: [4, 'possession'],
  kba: [0, null],
  mfa: [3, null],
  fpt: [3, 'inherence'],
}

function logins(world: EvidenceWorld, now: number): readonly ReferenceProof[] {
  return every(world, 'login')
    .filter((login) => isBound(world, login.bond))
    .flatMap((login): ReferenceProof[] => {
      const known = login.amr.map((one): readonly [number, string | null] => AMR[one] ?? [0, null])
      const categories = [...new Set(known.flatMap(([, category]) => category ?? []))]
      const graded = categories.length > 1 ? 4 : Math.max(...known.map(([grade]) => grade))
      const until = Math.min(login.expires, login.at + 30 * DAY, login.at + lasts(world, 30 * DAY))
      if (graded === 0 || now < login.at || now >= until) return []
      const grade = graded === 4 && now >= login.at + 24 * HOUR ? 3 : graded
      return [
        {
          node: account(login.subject),
          grade,
          by: 'proof',
          via: '',
          since: login.at,
          categories,
          causes: [`idp:${ISSUER}`],
        },
      ]
    })
}

function readOf(
  world: EvidenceWorld,
  now: number,
  customer: string | null,
  own: readonly ProofPath[],
  ceiling: number,
): number {
  if (customer === null) return 0
  const endpoint = (place: WorldAddress): number => {
    const found = ways(world, now, place.node).filter((way) => way.customer === customer)
    const best = found.map(({ grade, isOver }) =>
      least(grade, isOver && place.grade > 0 ? Math.max(place.readCeiling, 3) : place.readCeiling),
    )
    return least(
      Math.max(0, ...best),
      nodeCap(world, now, place.node),
      customerCap(world, now, customer),
    )
  }
  const proved = strength(
    world,
    now,
    own.filter(({ proof }) => proof.by === 'proof'),
    ceiling,
  )
  const here = world.place.session ? Math.max(endpoint(world.place), proved) : endpoint(world.place)
  if (world.readers === null) return least(here, ceiling, 1)
  const others = world.readers
    .filter((reader) => reader.node !== world.place.node || reader.channel !== world.place.channel)
    .map(endpoint)
  return least(here, ceiling, ...others)
}
