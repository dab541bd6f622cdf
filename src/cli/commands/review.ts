import { diff } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { ok, type Result } from '../../model/index.js'
import {
  makeReview,
  openItemsOf,
  REVIEW_CHECKLIST,
  type Review,
  type ReviewStanding,
  sayCurrency,
  sayReviewer,
  saySignature,
  standingOf,
} from '../../report/index.js'
import {
  type Arguments,
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
  isSet,
  optionOf,
  TAKES,
} from '../command.js'
import { outputOption, saveOutput } from '../files/saveOutput.js'
import { loadPolicy } from '../loadPolicy.js'
import { readTextInput } from '../readInput.js'
import { refuse, refuseUsage } from '../refuse.js'
import { LARGEST_KEY, loadReview } from '../review/loadReview.js'
import { signReview } from '../review/signReview.js'
import { today } from '../sayTime.js'
import { paint } from '../table.js'
import { WIDTH, wrapText } from '../wrapText.js'
import { write, writeJsonLine } from '../write.js'

/** The items of the checklist by their names, for the help and for `--confirm`. */
const ITEMS = REVIEW_CHECKLIST.map(({ item }) => item)

/**
 * `countersign review`: writes who reviewed a policy, bound to its digest, or checks what
 * was written. A review of one policy says nothing of the next, so any change of the policy
 * ends it.
 */
export const review: Command = {
  name: 'review',
  usage:
    'review P (--name N --role R [--date D] [--confirm ITEMS] [--sign KEY] [-o FILE] | --check FILE [--key KEY] [--unsigned] [--json]) [--against OLD]',
  summary: 'Writes a signed review of a policy, or checks one.',
  example: 'review policy.yaml --name Ada --role officer -o review.json',
  takes: TAKES.policy,
  options: {
    name: { type: 'string', value: 'N', summary: 'The name of the person who reviewed it.' },
    role: {
      type: 'string',
      value: 'R',
      summary: 'Their role in the review, such as privacy officer.',
    },
    date: {
      type: 'string',
      value: 'D',
      summary: 'The day of the review, like 2026-11-22. Default: today.',
    },
    confirm: {
      type: 'string',
      value: 'ITEMS',
      summary: `The items that were confirmed, separated by commas: ${ITEMS.join(', ')}, or all. Default: none.`,
    },
    sign: { type: 'string', value: 'KEY', summary: 'The private key (PEM) that signs the review.' },
    output: outputOption('the review'),
    check: { type: 'string', value: 'FILE', summary: 'Check this review of the policy.' },
    key: {
      type: 'string',
      value: 'KEY',
      summary: 'The public key (PEM) that checks the signature.',
    },
    unsigned: { type: 'boolean', summary: 'Accept a review without a signature.' },
    json: { type: 'boolean', summary: 'Print the result of the check as JSON.' },
    against: {
      type: 'string',
      value: 'OLD',
      summary:
        'An older policy: with --name, the one it was compared with; with --check, the one that was reviewed.',
    },
  },
  async run(args, context) {
    const [file = ''] = args.positionals
    const policy = await loadPolicy(context, file)
    if (!policy.ok) return refuse(context, file, policy.issues)
    const oldFile = optionOf(args, 'against')
    const old = oldFile === undefined ? ok(undefined) : await loadPolicy(context, oldFile)
    if (!old.ok) return refuse(context, oldFile ?? '', old.issues)
    const written = optionOf(args, 'check')
    if (written !== undefined)
      return checkReview(args, context, written, { policy: policy.value, old: old.value })
    // Asked after `--check`, which takes neither a name nor a role.
    const fault = faultOf(args)
    return fault === null
      ? writeReview(args, context, policy.value, old.value)
      : refuseUsage(context, this, fault)
  },
}

/** Says what is wrong with the wording of a call that writes a review; `null` where nothing is. */
function faultOf(args: Arguments): string | null {
  if (optionOf(args, 'name') === undefined || optionOf(args, 'role') === undefined)
    return 'give --name and --role to write a review, or --check to check one'
  const isKnown = confirmedOf(args).every((item) => ITEMS.some((known) => known === item))
  return isKnown ? null : 'an item of --confirm is not known'
}

/** Reads the items of `--confirm`, with commas between. What is not named is not confirmed. */
const confirmedOf = (args: Arguments): readonly string[] => {
  const named = optionOf(args, 'confirm')
  if (named === undefined) return []
  return named === 'all' ? ITEMS : named.split(',').map((item) => item.trim())
}

/**
 * Makes a review, signs it where a key is named, and writes it. That a review is not signed
 * is said on stderr, because anybody could have written it.
 */
async function writeReview(
  args: Arguments,
  context: CommandContext,
  { digest }: CompiledPolicy,
  old: CompiledPolicy | undefined,
): Promise<ExitCode> {
  const made = makeReview(
    {
      digest,
      ...(old !== undefined && { against: old.digest }),
      name: optionOf(args, 'name') ?? '',
      role: optionOf(args, 'role') ?? '',
      date: optionOf(args, 'date') ?? today(context),
    },
    confirmedOf(args),
  )
  if (!made.ok) return refuse(context, 'review', made.issues)
  const signed = await signWithKey(args, context, made.value)
  if (!signed.ok) return refuse(context, optionOf(args, 'sign') ?? '', signed.issues)
  if (signed.value.signature === undefined)
    context.stderr.write('the review is not signed; --sign KEY signs it with a private key\n')
  return saveOutput(context, args, 'output', `${JSON.stringify(signed.value, null, 2)}\n`)
}

/** Signs a review with the key that `--sign` names; without one it stays as it is. */
async function signWithKey(
  args: Arguments,
  context: CommandContext,
  made: Review,
): Promise<Result<Review>> {
  const file = optionOf(args, 'sign')
  if (file === undefined) return ok(made)
  const pem = await readTextInput(context, file, LARGEST_KEY)
  return pem.ok ? signReview(made, pem.value) : pem
}

/**
 * Checks a review against the policy as it is now. Exit code 0 where it is of this very
 * policy and well signed.
 */
async function checkReview(
  args: Arguments,
  context: CommandContext,
  file: string,
  { policy, old }: { readonly policy: CompiledPolicy; readonly old: CompiledPolicy | undefined },
): Promise<ExitCode> {
  const { about, loaded } = await loadReview(context, file, optionOf(args, 'key'))
  if (!loaded.ok) return refuse(context, about, loaded.issues)
  const { review: read, signature } = loaded.value
  // Without an older policy nothing can be said of what changed since.
  const compared = old === undefined ? undefined : { policy: old, compared: diff(old, policy) }
  const standing = standingOf(read, signature, policy, compared)
  await (isSet(args, 'json')
    ? writeJsonLine(context.stdout, { ...standing, open: openItemsOf(read) })
    : write(context.stdout, describe(context, standing)))
  // A signature that is not there, or that nobody checked for want of a key, is no good
  // one. That none is needed has to be said (`--unsigned`).
  const isSigned = signature === 'good' || (signature === 'absent' && isSet(args, 'unsigned'))
  return standing.isCurrent && isSigned ? EXIT.yes : EXIT.no
}

/**
 * Says for people what a review is worth: by whom, what was not confirmed, whether it is of
 * this policy, and how it is signed.
 */
function describe(context: CommandContext, standing: ReviewStanding): string {
  const { review: read, signature, isCurrent, changes } = standing
  const open = openItemsOf(read)
  // Sentences are for reading, so lines end at 80 columns on a wide terminal and in a file
  // too.
  const columns = Math.min(context.stdout.columns ?? WIDTH, WIDTH)
  const list = (items: readonly string[]): string =>
    items
      .flatMap((item) =>
        wrapText(item, columns - 4).map((line, at) => `  ${at === 0 ? '- ' : '  '}${line}\n`),
      )
      .join('')
  const line = (isGood: boolean, text: string): string =>
    wrapText(text, columns)
      .map((part) => `${paint(context, isGood ? 'good' : 'bad', part)}\n`)
      .join('')
  return [
    `${wrapText(sayReviewer(standing), columns).join('\n')}\n`,
    open.length === 0 ? 'every item of the checklist was confirmed\n' : 'not confirmed:\n',
    list(open),
    line(isCurrent, sayCurrency(standing)),
    list(changes ?? []),
    line(signature === 'good', saySignature(standing)),
  ].join('')
}
