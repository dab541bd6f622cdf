import { ANSWERS, REDACTION_ACTIONS, RUNGS } from '../model/index.js'
import { asList } from '../policy/index.js'
import type { NeverOrAlways } from './claim.js'

/** One part of a claim: of what it speaks, the words that meet it, and all there are. */
export interface ClaimPart {
  readonly subject: string
  readonly words: readonly string[]
  readonly all: readonly string[]
}

// Nobody knows all the routes that there may be, so that one which is named is never all of them.
const ROUTE: ClaimPart = { subject: '', words: ['named'], all: ['named', 'another'] }

/** Lists the parts of a claim, each of which must hold. Where a task goes is one part, without a subject. */
export function claimParts(claim: NeverOrAlways): readonly ClaimPart[] {
  const { class: name, at_least: least = 'none', at_most: most = 'full' } = claim
  const { action, answer, audience, identifier, shown } = claim
  const seen = identifier === undefined ? `class ${name}` : `identifier ${identifier}`
  return [
    ...(name === undefined || audience !== undefined
      ? []
      : [
          {
            subject: `class ${name}`,
            words: RUNGS.slice(RUNGS.indexOf(least), RUNGS.indexOf(most) + 1),
            all: RUNGS,
          },
        ]),
    ...(action === undefined
      ? []
      : [{ subject: `action ${action}`, words: asList(answer), all: ANSWERS }]),
    ...(audience === undefined
      ? []
      : [{ subject: `${audience} ${seen}`, words: asList(shown), all: REDACTION_ACTIONS }]),
    ...(claim.route === undefined && claim.queue === undefined ? [] : [ROUTE]),
  ]
}
