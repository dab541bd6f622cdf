import { isUnchanged, type PolicyDiff } from '../../analysis/index.js'
import type { Result } from '../../model/index.js'
import type { Findings } from '../findings.js'
import type { Matrix } from '../matrix.js'
import { codeInWords } from '../say.js'

/**
 * How a finding bears on whoever signs: `open` where nothing failed, but nothing speaks well of it
 * either, such as a policy that states no invariant.
 */
export type VerdictTone = 'good' | 'open' | 'bad'

/**
 * One field of the strip on the first screen, and the section that says more. A field whose section
 * the page does not have is no link.
 */
export interface CoverVerdict {
  /** One word for the field. */
  readonly title: string
  /** What was found, in a few words. */
  readonly says: string
  /** How it bears on whoever signs. */
  readonly tone: VerdictTone
  /** The id of the section that says more. */
  readonly section: string
}

/** Sums up what was proved, tested, reached by tests and compared. What was not looked at is never good. */
export function verdictsOf(
  findings: Findings,
  matrix: Pick<Matrix, 'topics' | 'untold' | 'unsure'>,
  compared: Result<PolicyDiff> | undefined,
): readonly [CoverVerdict, CoverVerdict, CoverVerdict, CoverVerdict, CoverVerdict] {
  return [
    judgeInvariants(findings),
    judgeTests(findings),
    judgeCoverage(findings),
    judgeTable(matrix),
    judgeChanges(compared),
  ]
}

/** Sums up the strip: bad as a whole if anything is, and good only if everything is. */
export function toneOf(verdicts: readonly CoverVerdict[]): VerdictTone {
  const tones = verdicts.map(({ tone }) => tone)
  if (tones.includes('bad')) return 'bad'
  return tones.length === 0 || tones.includes('open') ? 'open' : 'good'
}

/** A policy without invariants has not failed, and has proved nothing. */
function judgeInvariants({ proofs }: Findings): CoverVerdict {
  const title = 'Invariants'
  const held = proofs.filter((proof) => proof.type === 'decided' && proof.holds).length
  const section = 'proofs'
  if (proofs.length === 0) return { title, section, says: 'the policy has none', tone: 'open' }
  const says = `${held} of ${proofs.length} proved`
  return { title, section, says, tone: held === proofs.length ? 'good' : 'bad' }
}

/** A policy without tests has not failed one. */
function judgeTests({ tests: outcomes }: Findings): CoverVerdict {
  const failed = outcomes.filter(({ passed }) => !passed).length
  const [title, section] = ['Tests', 'tests']
  if (outcomes.length === 0) return { title, section, says: 'the policy has none', tone: 'open' }
  return failed === 0
    ? { title, section, says: `all ${outcomes.length} passed`, tone: 'good' }
    : { title, section, says: `${failed} of ${outcomes.length} failed`, tone: 'bad' }
}

/** Coverage is good only when it is whole: what no test reaches may do anything. */
function judgeCoverage({ coverage: { seen, all } }: Findings): CoverVerdict {
  const says = all === 0 ? 'there is nothing to test' : `${seen} of ${all} outcomes are tested`
  const tone = all > 0 && seen === all ? 'good' : 'open'
  return { title: 'Coverage', section: 'coverage', says, tone }
}

/** A table that was not wholly worked out may miss something that is given, so it is not shown as good. */
function judgeTable({
  topics,
  untold,
  unsure,
}: Pick<Matrix, 'topics' | 'untold' | 'unsure'>): CoverVerdict {
  const [title, section] = ['Who sees what', 'matrix']
  const open = new Set([...untold, ...unsure]).size
  return open === 0
    ? { title, section, says: 'checked to the end', tone: 'good' }
    : { title, section, says: `${open} of ${topics.length} not checked to the end`, tone: 'bad' }
}

/**
 * Says what changed. A first version has nothing to be compared with: that is no failure,
 * and it is not "nothing changed" either.
 */
function judgeChanges(compared: Result<PolicyDiff> | undefined): CoverVerdict {
  const title = 'Changes'
  if (compared === undefined)
    return {
      title,
      section: 'comparison',
      says: 'not compared: no older version was given',
      tone: 'open',
    }
  const section = 'comparison'
  if (!compared.ok) {
    const why = codeInWords(compared.issues[0]?.code ?? 'undecided')
    return { title, section, says: `not compared: ${why}`, tone: 'bad' }
  }
  const { regions, changes: others, notCompared } = compared.value
  const count = regions.length + others.length
  if (notCompared.length > 0)
    return { title, section, says: `${count}, and ${notCompared.length} not compared`, tone: 'bad' }
  if (isUnchanged(compared.value)) return { title, section, says: 'nothing changed', tone: 'good' }
  const looser = [...regions, ...others].filter(({ change }) => change === 'looser').length
  return { title, section, says: `${count}, ${looser} of them looser`, tone: 'open' }
}
