import type { Category, Rank } from '../model/index.js'

/** What an agent can find out, and the most it is worth. */
export interface Attestable {
  /** The most that it is worth, however sure the agent is; 0 for what proves nothing. */
  readonly ceiling: Rank
  /** What kind of factor it is (63B-4 §2); none where an agent merely knows the person. */
  readonly categories: readonly Category[]
  /** Proves control of a number that was called; otherwise of the person who was seen. */
  readonly calls: boolean
}

/**
 * What an agent may attest and proves something. A call back to the number on file is 3, by its SIM (47 CFR 64.2010(b):
 * "telephone number of record"); a person seen with a document on file 3, our own ceiling.
 */
export const PROVING = {
  callback: { ceiling: 3, categories: ['possession'], calls: true },
  agent_callback: { ceiling: 3, categories: ['possession'], calls: true },
  in_person: { ceiling: 3, categories: ['inherence'], calls: false },
  video_document: { ceiling: 3, categories: ['inherence'], calls: false },
  known_person: { ceiling: 2, categories: [], calls: false },
} as const satisfies Readonly<Record<string, Attestable>>

/** All that an agent may attest. Questions about the account prove nothing (63A-4 §3.1.2.1), nor does a voice that sounds right. */
export const ATTESTABLE: ReadonlyMap<unknown, Attestable> = new Map<unknown, Attestable>([
  ...Object.entries(PROVING),
  ['questions', { ceiling: 0, categories: [], calls: false }],
  ['voice', { ceiling: 0, categories: [], calls: false }],
])

/** What an agent may report: each caps the conversation at 1, without an end. */
export const FLAGS = ['coaching', 'duress', 'mismatch', 'suspicious'] as const

/**
 * The channel of an agent's call to the number on file. It is not that of a code read out by a machine (`call`): the code
 * is a factor of the person, and here an agent gives their word.
 */
export const CALLBACK = 'callback'

/** That two agents know somebody is enough to be recognized, and no proof of who writes. */
export const OVERRIDE: Attestable = { ceiling: 2, categories: [], calls: false }
