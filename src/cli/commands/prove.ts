import {
  describeInvariant,
  givenOf,
  openSpace,
  type Proof,
  prove as proveInvariant,
} from '../../analysis/index.js'
import type { Issue } from '../../model/index.js'
import { type Command, EXIT, type ExitCode, isSet, type World } from '../command.js'
import { eachDocument } from '../eachDocument.js'
import type { LoadedDocument } from '../loadDocument.js'
import { withProgress } from '../progress.js'
import { refuse, refuseUsage } from '../refuse.js'
import { printTable, type TableCell } from '../table.js'
import { wrapLine } from '../wrapText.js'
import { write, writeJson } from '../write.js'

/** `countersign prove`: whether policies' invariants hold for every engagement there can be. */
export const prove: Command = {
  name: 'prove',
  usage: 'prove P … [--json] [--watch]',
  summary: "Proves policies' invariants over every state, or shows a smallest counterexample.",
  watches: true,
  example: 'prove policy.yaml',
  options: { json: { type: 'boolean', summary: 'Print JSON.' } },
  async run(args, world) {
    if (args.positionals.length === 0) return refuseUsage(world, this, 'name a policy')
    const json = isSet(args, 'json')
    return eachDocument(world, args.positionals, (loaded) => proveOne(world, loaded, json))
  },
}

async function proveOne(world: World, loaded: LoadedDocument, json: boolean): Promise<ExitCode> {
  const { file, policy, parsed } = loaded
  const space = openSpace(policy)
  const proofs: Proof[] = []
  const refused: Issue[] = []
  const answers = withProgress(world, file, (tell) =>
    parsed.invariants.map(({ statement }, done) => {
      const tellIt = (): void =>
        tell(done, parsed.invariants.length, statement.name ?? describeInvariant(statement))
      tellIt()
      // Told again while it is looked for, for one proof may take longer than all others.
      return proveInvariant(space, statement, tellIt)
    }),
  )
  for (const [at, { line, file: place }] of parsed.invariants.entries()) {
    const proof = answers[at]
    if (proof === undefined) continue
    if (proof.ok) proofs.push(proof.value)
    else
      refused.push(
        ...proof.issues.map((issue) => ({
          ...issue,
          ...(line !== undefined && { line }),
          ...(place !== undefined && { file: place }),
        })),
      )
  }
  if (json) {
    await writeJson(world.stdout, { policy: policy.name, version: policy.version, proofs })
  } else {
    await write(world.stdout, describeProofs(world, file, proofs, parsed.invariants.length))
  }
  if (refused.length > 0) return refuse(world, file, refused)
  return proofs.every(({ holds }) => holds) ? EXIT.yes : EXIT.no
}

const VERDICTS: Readonly<Record<Proof['verdict'], TableCell>> = {
  proved: { text: 'proved', tone: 'good' },
  refuted: { text: 'REFUTED', tone: 'bad' },
  not_proved: { text: 'NOT PROVED', tone: 'bad' },
}

// What failed stands last, where it is read first: above the prompt.
function describeProofs(world: World, file: string, given: readonly Proof[], all: number): string {
  const proofs = given.toSorted((a, b) => Number(b.holds) - Number(a.holds))
  const table = printTable(
    world,
    proofs.map(({ name, verdict, states }) => [
      VERDICTS[verdict],
      verdict === 'proved' ? 'every state' : `${states} states`,
      name,
    ]),
  )
  const broken = proofs.flatMap(({ name, counterexample }) =>
    counterexample === undefined
      ? []
      : [
          `\n${wrapLine(world, `${name}, but:`)}\n${JSON.stringify(givenOf(counterexample), null, 2)}\n`,
        ],
  )
  const open = proofs.flatMap(({ name, open: state }) =>
    state === undefined ? [] : [`\n${wrapLine(world, `${name}: nothing rules out ${state}`)}\n`],
  )
  const count = proofs.filter(({ holds }) => holds).length
  return `${table}${broken.join('')}${open.join('')}${file}: ${count} of ${all} proved\n`
}
