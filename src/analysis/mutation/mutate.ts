import type { CompiledPolicy } from '../../decide/index.js'
import { evaluate } from '../../evaluate.js'
import { type Decision, isRecord, levelOf, ok, type Result } from '../../model/index.js'
import { compilePolicy, type PolicyDocument, type PolicyTest } from '../../policy/index.js'
import { compareAsked } from '../compareOffers.js'
import { compareText } from '../compareText.js'
import { percentOf } from '../coverage.js'
import { findDifference, type PlanDifference, searchDifferences } from '../differ.js'
import { givenOf, type Situation } from '../engagementOf.js'
import type { OnProgress } from '../onProgress.js'
import { runTest } from '../runTests.js'
import type { PolicyDifference } from '../situationDifferences.js'
import { likenessOf } from '../splits.js'
import { type ChangedParts, changesOf, isAnything } from '../suspects.js'
import { actingOf } from '../testRow.js'
import { applyEdit, describeEdit, type Edit } from './edit.js'
import { editsOf } from './editsOf.js'
import { type JudgedTest, passes, rowOf } from './retest.js'

/** The result of one mutant. */
export interface Mutant {
  /** What was changed, and where in the document. */
  readonly edit: Edit
  /** The same in words. */
  readonly description: string
  /**
   * What became of it.
   *
   * - `refused`: it does not compile.
   * - `killed`: a test fails on it.
   * - `equivalent`: it decides the same in every state.
   * - `survived`: it decides otherwise, and no test says so.
   * - `silent`: it changes only what no test row can say, such as redaction.
   * - `unproved`: no engagement was found that it decides otherwise, and nothing proves that there is none.
   */
  readonly fate: 'refused' | 'killed' | 'equivalent' | 'survived' | 'silent' | 'unproved'
  /** For one that was killed, the test that did; for a survivor, the row that would. */
  readonly by?: string
  /** Over how many states an equivalent one was compared. */
  readonly states?: number
}

/** All mutants of a policy, and the tests that would kill those that survived. */
export interface MutationReport {
  /** Every change that was tried. */
  readonly mutants: readonly Mutant[]
  /** Tests that would notice what no test notices now. */
  readonly rows: readonly PolicyTest[]
  /** Tests that fail on the policy as it is: they hold nothing, and were left out. */
  readonly failing: readonly string[]
  /**
   * Killed of those that compile and are known to decide otherwise, in percent with one place,
   * rounded down: 100 only where none survived, and where there was none to kill. `silent`,
   * `equivalent` and `unproved` are left out of it.
   */
  readonly score: number
}

/**
 * Makes every mutant of a policy and runs its tests on each. For each mutant that survives, it
 * finds a test that would kill it, or proves in every state that it decides the same. For a policy
 * that extends another, the changes can be limited to its own text.
 *
 * It fails with the issues of compiling if the document does not compile. Invariants are left out,
 * because a test should notice the mutant.
 *
 * @example
 * ```ts
 * const parsed = parseDocument(text)
 * if (!parsed.ok) throw new Error('the policy cannot be read')
 * const report = mutate(parsed.value.document)
 * if (report.ok && report.value.score < 100) throw new Error(`add ${report.value.rows.length} tests`)
 * ```
 */
export function mutate(
  document: PolicyDocument,
  onProgress?: OnProgress,
  isOwn: (edit: Edit) => boolean = () => true,
): Result<MutationReport> {
  const { tests = [], invariants: _, ...bare } = document
  const original = compilePolicy(bare)
  if (!original.ok) return original
  const policy = original.value
  const born = editsOf(document)
    .filter(isOwn)
    .map((edit) => ({
      edit,
      mutant: compileMutant(bare, edit),
      description: describeEdit(bare, edit),
    }))
  const judging = startJudging(policy, tests)
  const mutants: Mutant[] = []
  for (const [done, { edit, mutant, description }] of born.entries()) {
    onProgress?.(done, born.length, description)
    const judged = mutant === null ? ok(REFUSED) : judgeMutant(judging, mutant, description)
    if (!judged.ok) return judged
    mutants.push({ edit, description, ...judged.value })
  }
  const rows = judging.proposed.map(({ test }) => test)
  const { failing } = judging
  return ok({ mutants, rows, failing, score: scoreOf(mutants) })
}

/** What mutants are held against: the policy, its tests, and the rows that were found so far. */
interface MutationRun {
  readonly policy: CompiledPolicy
  readonly own: readonly JudgedTest[]
  /** What the policy's own tests are called. */
  readonly names: readonly string[]
  readonly failing: readonly string[]
  readonly proposed: JudgedTest[]
}

function startJudging(policy: CompiledPolicy, tests: readonly PolicyTest[]): MutationRun {
  const ran = tests.map((test) => rowOf(policy, test))
  return {
    policy,
    // A mutant is killed by a test that passes now and fails then.
    names: tests.map(({ name }) => name),
    own: ran.filter(({ passed }) => passed),
    failing: ran.filter(({ passed }) => !passed).map(({ test }) => test.name),
    proposed: [],
  }
}

type MutantFate = Pick<Mutant, 'fate' | 'by' | 'states'>

const REFUSED: MutantFate = { fate: 'refused' }

/** Says what becomes of a mutant; a survivor's row is kept among those proposed. */
function judgeMutant(
  { policy, own, names, proposed }: MutationRun,
  mutant: CompiledPolicy,
  description: string,
): Result<MutantFate> {
  const changes = changesOf(policy, mutant)
  const killer = killerOf(mutant, changes, own)
  if (killer !== null) return ok({ fate: 'killed', by: killer })
  // A row that an earlier survivor brought may tell this one apart too: the fewest rows are
  // proposed.
  const savior = killerOf(mutant, changes, proposed)
  if (savior !== null) return ok({ fate: 'survived', by: savior })
  // Nothing that decides by states is said otherwise, so no search is needed.
  if (!isAnything(changes))
    return ok({ fate: isSaidAlike(policy, mutant) ? 'equivalent' : 'silent' })
  const { difference, states, isDecidedAlike } = findDifference(policy, mutant, changes)
  if (difference === null) {
    if (likenessOf(policy, mutant).type !== 'alike') return ok({ fate: 'unproved', states })
    return ok({ fate: isSaidAlike(policy, mutant) ? 'equivalent' : 'silent', states })
  }
  const taken = new Set([...names, ...proposed.map(({ test }) => test.name)])
  const name = nameOf(description, taken)
  const row =
    rowFor(policy, mutant, difference, name) ??
    (isDecidedAlike ? null : furtherRowFor(policy, mutant, name))
  // What differs is more than a test can say, such as what else a step-up opens.
  if (row === null) return ok({ fate: isDecidedAlike ? 'silent' : 'unproved', states })
  // So it is of all that differs, such as the skills of a task.
  if (row === 'none') return ok({ fate: 'silent', states })
  proposed.push(rowOf(policy, row))
  return ok({ fate: 'survived', by: row.name })
}

// Besides what is disclosed, allowed and routed.
const isSaidAlike = (one: CompiledPolicy, other: CompiledPolicy): boolean =>
  compareText(one, other).changes.length + compareAsked(one, other).length === 0

const scoreOf = (mutants: readonly Mutant[]): number => {
  const killed = mutants.filter(({ fate }) => fate === 'killed').length
  const survived = mutants.filter(({ fate }) => fate === 'survived').length
  return percentOf(killed, killed + survived)
}

function compileMutant(
  document: Omit<PolicyDocument, 'tests' | 'invariants'>,
  edit: Edit,
): CompiledPolicy | null {
  const changed = applyEdit(document, edit)
  if (!isRecord(changed)) return null
  const compiled = compilePolicy({ ...document, ...changed })
  return compiled.ok ? compiled.value : null
}

const killerOf = (
  policy: CompiledPolicy,
  changes: ChangedParts,
  rows: readonly JudgedTest[],
): string | null => rows.find((row) => !passes(policy, changes, row))?.test.name ?? null

/**
 * Makes the row that tells a mutant from the policy: what the policy decides, where the mutant decides otherwise.
 *
 * The row is run on both before it is given: it passes on the policy and fails on the mutant.
 */
function rowFor(
  policy: CompiledPolicy,
  mutant: CompiledPolicy,
  { situation, about, name: topic }: PolicyDifference | PlanDifference,
  name: string,
): PolicyTest | null {
  const { engagement, at } = situation
  const decision = evaluate(policy, engagement, at)
  const other = evaluate(mutant, engagement, at)
  const asked = askForAction(situation, about === 'action' ? topic : null)
  // First with the action asked for, then as the engagement was found.
  const row: PolicyTest = {
    name,
    given: givenOf(asked),
    expect: expectOf(
      evaluate(policy, asked.engagement, at),
      evaluate(mutant, asked.engagement, at),
    ),
  }
  if (!runTest(mutant, row).passed && runTest(policy, row).passed) return row
  const plain: PolicyTest = { ...row, given: givenOf(situation), expect: expectOf(decision, other) }
  return !runTest(mutant, plain).passed && runTest(policy, plain).passed ? plain : null
}

/**
 * Makes a row of any other way in which a mutant routes otherwise. `none` says that no row tells any of them; `null` that
 * not all of them were found.
 */
function furtherRowFor(
  policy: CompiledPolicy,
  mutant: CompiledPolicy,
  name: string,
): PolicyTest | 'none' | null {
  if (changesOf(policy, mutant).trust) return null
  const { shown, unshown } = searchDifferences(policy, mutant)
  for (const difference of shown) {
    const row = rowFor(policy, mutant, difference, name)
    if (row !== null) return row
  }
  return shown.length > 0 && unshown.length === 0 ? 'none' : null
}

// Two changes of one place get rows of two names, also where the tests that are there hold another change of it.
function nameOf(description: string, taken: ReadonlySet<string>): string {
  const name = `holds ${description.slice(0, description.indexOf(': '))}`
  let free = name
  for (let count = 2; taken.has(free); count += 1) free = `${name} (${count})`
  return free
}

// An action that is asked for is planned for, which says more of it.
const askForAction = (situation: Situation, action: string | null): Situation => {
  if (action === null) return situation
  const { intent } = situation.engagement
  const actions = [...new Set([...(intent?.actions ?? []), action])]
  return {
    ...situation,
    engagement: { ...situation.engagement, intent: { ...intent, actions } },
  }
}

// The row names everything that is given, because what it leaves out is expected to be withheld. Of
// everything else it names only what the mutant changes, so that the row says what it is for.
function expectOf(decision: Decision, other: Decision): PolicyTest['expect'] {
  const { trust, disclosure, actions, route, stepUp } = decision
  const isOther = <Value>(of: (one: Decision) => Value): boolean =>
    JSON.stringify(of(decision)) !== JSON.stringify(of(other))
  const given = Object.entries(disclosure).filter(([, rung]) => rung !== 'none')
  const answered = Object.entries(actions).filter(
    ([name, answer]) => answer === 'allow' || answer !== other.actions[name],
  )
  return {
    trust: levelOf(trust.write),
    ...(decision.breakGlass !== undefined && { break_glass: decision.breakGlass.classes }),
    ...(isOther((one) => one.acting) && actingOf(decision)),
    ...(isOther((one) => one.notices) && { notices: decision.notices.map(({ to }) => to) }),
    ...(isOther((one) => one.trust.read) && { read: levelOf(trust.read) }),
    ...Object.fromEntries(given),
    ...Object.fromEntries(answered),
    route: route.id,
    ...(isOther((one) => one.route.queue) && { queue: route.queue }),
    ...(isOther((one) => one.route.priority) && { priority: route.priority }),
    ...(isOther((one) => one.stepUp.flatMap(({ methods }) => methods)) && {
      step_up: [...new Set(stepUp.flatMap(({ methods }) => methods))],
    }),
  }
}
