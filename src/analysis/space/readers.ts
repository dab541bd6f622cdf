import type { CompiledPolicy } from '../../decide/index.js'
import type { Rank } from '../../model/index.js'
import { assess } from '../../trust/index.js'
import { checkOf } from './proofs.js'
import { compose, madeAgo, type Part, SCENE } from './scene.js'
import { directoryOf, type TieWord } from './ties.js'

/** Who else would see a reply, and how sure we are of them under each set of trust settings. */
export interface Reader {
  readonly name: string
  readonly parts: readonly Part[]
  readonly ranks: readonly Rank[]
}

const CONTACT = { channel: 'sms', address: SCENE.readerPhone }

const READERS: readonly (readonly [name: string, parts: readonly Part[]])[] = [
  ['nobody else', []],
  ...(['verified', 'onFile', 'claimed'] as const).map(
    (tie: TieWord) =>
      [
        `a reader: ${tie}`,
        [{ readers: [CONTACT], evidence: [directoryOf({ phone: SCENE.readerPhone }, tie)] }],
      ] as const,
  ),
  ['an unknown reader', [{ readers: [CONTACT] }]],
]

/** Lists who else may read along, surest first. */
export const readersOf = (sides: readonly CompiledPolicy[]): readonly Reader[] =>
  READERS.map(([name, parts]) => ({
    name,
    parts,
    ranks: sides.map((side) => (parts.length === 0 ? 4 : rankReader(side, parts))),
  }))

const WRITER = '+14155550124'

// A reader is never surer than a number, and a verified number that was texted from is as sure as any.
function rankReader(side: CompiledPolicy, parts: readonly Part[]): Rank {
  const known: Part = {
    evidence: [directoryOf({ phone: WRITER }, 'verified'), checkOf('sms', WRITER, madeAgo(1_000))],
  }
  const contact = { channel: 'sms', address: WRITER }
  return assess(compose(contact, [known, ...parts]), SCENE.at, side).trust.read
}
