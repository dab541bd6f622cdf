import {
  describeInvariant,
  openSpace,
  type Proof,
  printTest,
  prove as proveInvariant,
  rowAgainst,
} from '../../analysis/index.js'
import { describeIssue, type Issue, withoutAbsent } from '../../model/index.js'
import type { PolicyTest } from '../../policy/index.js'
import { type Command, type CommandContext, EXIT, type ExitCode, TAKES } from '../command.js'
import {
  type Annotation,
  annotationOfIssue,
  formatOf,
  formatOptions,
  formatUsage,
} from '../formats/annotation.js'
import { type JunitSuite, printJunit } from '../formats/junit.js'
import { writeAnnotations } from '../formats/writeAnnotations.js'
import { type LoadedDocument, loadDocument } from '../loadDocument.js'
import { withProgress } from '../progress.js'
import { refuse, refuseUsage } from '../refuse.js'
import { printTable, type TableCell } from '../table.js'
import { widthOf, wrapLine } from '../wrapText.js'
import { write, writeJsonLine } from '../write.js'

const FORMATS = ['text', 'json', 'github', 'junit', 'sarif'] as const

/**
 * `countersign prove`: whether policies' invariants hold for every engagement there can be.
 * The answer is proved, refuted with a smallest example, or not proved; only the first is a
 * yes.
 */
export const prove: Command = {
  name: 'prove',
  usage: `prove P … ${formatUsage(FORMATS)} [--watch]`,
  summary:
    'Proves the invariants of policies in every state, or shows the smallest counterexample.',
  watches: true,
  example: 'prove policy.yaml',
  takes: TAKES.policies,
  options: formatOptions(FORMATS),
  async run(args, context) {
    const format = formatOf(FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(context, this, format.why)
    const runs: ProofRun[] = []
    for (const file of args.positionals) {
      const run = await proveFile(context, file)
      runs.push(run)
      if (format === 'json') await writeJsonLine(context.stdout, jsonOf(run))
      if (format === 'text' && run.policy !== undefined)
        await write(context.stdout, describeProofs(context, run))
      refuse(context, file, run.issues)
    }
    const annotations = runs.flatMap(annotationsOf)
    await writeAnnotations(context, format, annotations)
    if (format === 'junit') await write(context.stdout, printJunit(runs.map(suiteOf)))
    let exit: ExitCode = EXIT.yes
    // The worst of all runs is the answer, so that one policy that holds hides no other.
    for (const one of runs.map(exitOf)) if (one > exit) exit = one
    return exit
  },
}

interface ProvedInvariant {
  /** What was found: whether it holds, and where not, for which engagement. */
  readonly proof: Proof
  /** Its line in the file, counted from 1. */
  readonly line: number
  /** The file it stands in: the policy's own, or one that it extends. */
  readonly file: string
  /** The counterexample as a row for the policy's tests. */
  readonly test?: PolicyTest
}

/** The invariants of one file, or why they could not be asked. */
interface ProofRun {
  readonly file: string
  /** Absent where it could not be read. */
  readonly policy?: { readonly name: string; readonly version: number }
  /** What became of each invariant that could be asked, in the order of the file. */
  readonly proofs: readonly ProvedInvariant[]
  /** How many invariants there are, with those that were refused. */
  readonly all: number
  /** What could not be read or asked. */
  readonly issues: readonly Issue[]
}

/**
 * Proves what one file promises. One that does not compile promises nothing, so its issues
 * are the answer.
 */
async function proveFile(context: CommandContext, file: string): Promise<ProofRun> {
  const loaded = await loadDocument(context, file)
  return loaded.ok
    ? proveAll(context, loaded.value)
    : { file, proofs: [], all: 0, issues: loaded.issues }
}

/** Asks every invariant of a policy in its order, and gives each the place it stands at: its own file, or that of a base. */
function proveAll(context: CommandContext, { file, policy, parsed }: LoadedDocument): ProofRun {
  const space = openSpace(policy)
  const proofs: ProvedInvariant[] = []
  const issues: Issue[] = []
  const answers = withProgress(context, file, (tell) =>
    parsed.invariants.map(({ statement }, done) => {
      const tellIt = (): void =>
        tell(done, parsed.invariants.length, statement.name ?? describeInvariant(statement))
      tellIt()
      // Annotation again while it is looked for, for one proof may take longer than all others.
      return proveInvariant(space, statement, tellIt)
    }),
  )
  for (const [index, { statement, line, file: place }] of parsed.invariants.entries()) {
    const proof = answers[index]
    // There is an answer for each; the check is for the compiler alone.
    if (proof === undefined) continue
    if (proof.ok) {
      const { name, counterexample: situation } = proof.value
      proofs.push({
        proof: proof.value,
        line: line ?? 1,
        file: place ?? file,
        ...(situation !== undefined && {
          test: rowAgainst(policy, statement, { name, situation }),
        }),
      })
    } else {
      const at = {
        ...withoutAbsent({ line, file: place }),
      }
      issues.push(...proof.issues.map((issue) => ({ ...issue, ...at })))
    }
  }
  const { name, version } = policy
  return { file, policy: { name, version }, proofs, all: parsed.invariants.length, issues }
}

/**
 * What could not be asked is worse than what does not hold, because nobody knows what it
 * would have shown.
 */
const exitOf = ({ proofs, issues }: ProofRun): ExitCode =>
  issues.length > 0 ? EXIT.invalid : proofs.every(({ proof }) => proof.holds) ? EXIT.yes : EXIT.no

/** Gives a run as `--format json` prints it, one object a file, whatever became of it. */
const jsonOf = ({ file, policy, proofs, issues }: ProofRun): unknown => ({
  ...(policy === undefined ? { file } : { policy: policy.name, version: policy.version }),
  proofs: proofs.map(({ proof, test }) => ({ ...proof, ...(test !== undefined && { test }) })),
  ...(issues.length > 0 && { issues }),
})

/** How a verdict is called in the first column: in capitals what somebody has to look at. */
const VERDICTS: Readonly<Record<Proof['verdict'], TableCell>> = {
  proved: { text: 'proved', tone: 'good' },
  refuted: { text: 'REFUTED', tone: 'bad' },
  not_proved: { text: 'NOT PROVED', tone: 'bad' },
}

/** Says in lines why an invariant does not hold; no line where it does. */
const failuresOf = ({ proof: { name, open }, test }: ProvedInvariant): readonly string[] => [
  ...(test === undefined ? [] : [`${name}: this engagement breaks it:`, printTest(test)]),
  ...(open === undefined ? [] : [`${name}: it is not known whether this state can occur: ${open}`]),
]

/** Gives what has to be told of a run at the lines it stands on: what could not be asked, and what does not hold. */
const annotationsOf = ({ file: asked, proofs, issues }: ProofRun): readonly Annotation[] => [
  ...issues.map((issue) => annotationOfIssue(asked, issue)),
  ...proofs.flatMap((proved): readonly Annotation[] => {
    const { proof, file, line } = proved
    if (proof.holds) return []
    const message = failuresOf(proved).join('\n')
    return [{ file, line, column: 1, code: `invariant_${proof.verdict}`, message, level: 'error' }]
  }),
]

/** Gives a run as a suite of tests, for build servers: an invariant is a test, and so is that it can be asked at all. */
const suiteOf = ({ file: asked, policy, proofs, issues }: ProofRun): JunitSuite => ({
  name: policy === undefined ? asked : `${policy.name} ${policy.version}`,
  tests: [
    ...proofs.map((proved) => {
      const { proof, file, line } = proved
      return { name: proof.name, file, line, ...(!proof.holds && { failures: failuresOf(proved) }) }
    }),
    ...issues.map((issue) => ({
      name: 'the invariant can be checked',
      file: issue.file ?? asked,
      line: issue.line ?? 1,
      failures: [describeIssue(asked, issue)],
    })),
  ],
})

/**
 * Says for people what became of each invariant. What failed stands last, where it is read
 * first: above the prompt.
 */
function describeProofs(context: CommandContext, { file, proofs: given, all }: ProofRun): string {
  const proofs = given.toSorted((a, b) => Number(b.proof.holds) - Number(a.proof.holds))
  const table = printTable(
    context,
    proofs.map(({ proof: { name, verdict, states } }) => [
      VERDICTS[verdict],
      verdict === 'proved' ? 'every state' : `${states} states`,
      name,
    ]),
  )
  const broken = proofs.flatMap(({ proof: { name }, test }) =>
    test === undefined
      ? []
      : [
          `\n${wrapLine(context, `${name}: this engagement breaks it. As a row of \`tests\`, it fails until the policy is corrected:`)}\n${printTest(test, '  ', widthOf(context))}\n`,
        ],
  )
  const open = proofs.flatMap(({ proof: { name, open: state } }) =>
    state === undefined
      ? []
      : [
          `\n${wrapLine(context, `${name}: it is not known whether this state can occur: ${state}`)}\n`,
        ],
  )
  const count = proofs.filter(({ proof }) => proof.holds).length
  return `${table}${broken.join('')}${open.join('')}${wrapLine(context, `${file}: ${count} of ${all} proved`)}\n`
}
