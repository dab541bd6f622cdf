import { evaluate } from '../../src/evaluate.js'
import { type Decision, RUNGS } from '../../src/model/index.js'
import {
  actionsOf,
  compilePolicy,
  type ExtendingDocument,
  type PolicyDocument,
  type PolicySources,
} from '../../src/policy/index.js'
import { type Choose, NOW } from '../trust/evidenceWorld.js'
import type { TriedPolicy } from './counts.js'
import { makeEngagement } from './engagements.js'
import { makePolicy } from './policies.js'
import { LEVELS, makeParts, type Names, pick, some } from './words.js'

/** A policy that stands on another, with what it stands on. */
interface Brand {
  readonly document: ExtendingDocument
  readonly sources: PolicySources
}

const PEOPLE = 40

/** Makes a policy that stands on one, changed here and there: mostly stricter. Not every one compiles. */
export const makeBrand = (choose: Choose, base: PolicyDocument): Brand => ({
  document: overOf(choose, base),
  sources: { files: { [BASE]: opened(choose, base) } },
})

const BASE = 'base.yaml'

/** Sees whether somebody is given more by a policy than by what it stands on. It is nothing where either does not compile. */
export function tryBrand(
  choose: Choose,
  brand: Brand,
  { seed, counts, report }: Pick<TriedPolicy, 'seed' | 'counts' | 'report'>,
): void {
  const plain = compilePolicy(JSON.stringify(brand.sources.files?.[BASE]))
  const compiled = compilePolicy(brand.document, brand.sources)
  if (!plain.ok || !compiled.ok) return
  counts.brands += 1
  for (let round = 0; round < PEOPLE; round += 1) {
    const engagement = makeEngagement(choose)
    const [before, after] = [plain.value, compiled.value].map((one) =>
      evaluate(one, engagement, NOW),
    )
    if (before === undefined || after === undefined || !isMore(before, after)) continue
    counts.falseBrands += 1
    report('brand', { seed, brand: brand.document, engagement })
  }
}

// What is left open bears on where people are sent alone, and on what is new: that opens nothing that the base has. Ages
// may be filled in, as the base has them or stricter.
const opened = (choose: Choose, base: PolicyDocument): object => ({
  ...base,
  ...(choose(2) === 0 && {
    brands: { change: ['routes.*.queue', 'stepUp'], add: ['classes', 'actions'] },
  }),
  parameters: {
    swap: pick(choose, [
      { values: ['recognized', 'claimed'], default: 'recognized' },
      { at_least: 'claimed', at_most: 'verified', default: 'verified', description: 'a cap' },
    ]),
  },
  risk: { ...base.risk, sim_swap_unknown: { parameter: 'swap' } },
})

function overOf(choose: Choose, base: PolicyDocument): ExtendingDocument {
  const other = makePolicy(choose)
  const names: Names = {
    classes: Object.keys(base.classes),
    actions: Object.keys(base.actions ?? {}),
    roles: base.roles ?? [],
    hasFacts: base.facts !== undefined,
  }
  const stricter = () => ({
    write: pick(choose, LEVELS.slice(2)),
    read: pick(choose, LEVELS.slice(2)),
    ...makeParts(choose, names),
  })
  const isAt = (): boolean => choose(3) === 0
  const over = (): 'never' | ReturnType<typeof stricter> => (isAt() ? 'never' : stricter())
  const classes = some(choose, names.classes, 0).map((name) => {
    const rungs = Object.keys(base.classes[name] ?? {}).filter((word) =>
      RUNGS.some((rung) => rung === word),
    )
    return [name, Object.fromEntries(rungs.filter(isAt).map((rung) => [rung, over()]))] as const
  })
  const actions = some(choose, names.actions, 0).map((name) => [name, stricter()] as const)
  return {
    extends: BASE,
    policy: 'brand',
    version: 1,
    ...(isAt() && { inherit: ['tests'] }),
    ...(isAt() && { parameters: { swap: pick(choose, ['recognized', 'claimed', 'strong']) } }),
    classes: Object.fromEntries([
      ...classes,
      ...(isAt() ? Object.entries(other.classes).map(([name, one]) => [`own_${name}`, one]) : []),
    ]),
    actions: Object.fromEntries([
      ...actions,
      ...(isAt()
        ? Object.entries(actionsOf(other)).map(([name, one]) => [`own_${name}`, one])
        : []),
    ]),
    ...(isAt() && { refuses: other.refuses ?? ['lookup'] }),
    ...(isAt() && other.risk !== undefined && { risk: other.risk }),
    ...(isAt() && other.counters !== undefined && { counters: other.counters }),
    ...(isAt() && other.break_glass !== undefined && { break_glass: other.break_glass }),
    ...(isAt() && other.knowledge !== undefined && { knowledge: other.knowledge }),
    ...(isAt() && other.redact !== undefined && { redact: other.redact }),
    ...(isAt() && other.packs !== undefined && { packs: other.packs }),
  }
}

// Whether anything of the base is opened further. A contradiction that ends because less is believed may open what it hid.
function isMore(before: Decision, after: Decision): boolean {
  if (before.trust.resolution === 'conflict' && after.trust.resolution !== 'conflict') return false
  const rankOf = (given: string | undefined): number =>
    Math.max(0, RUNGS.map(String).indexOf(given ?? 'none'))
  return (
    Object.entries(before.disclosure).some(
      ([name, given]) => rankOf(after.disclosure[name]) > rankOf(given),
    ) ||
    Object.entries(before.actions).some(
      ([name, answer]) => answer !== 'allow' && after.actions[name] === 'allow',
    ) ||
    (after.breakGlass?.classes ?? []).some(
      (name) => name in before.disclosure && before.breakGlass?.classes.includes(name) !== true,
    )
  )
}
