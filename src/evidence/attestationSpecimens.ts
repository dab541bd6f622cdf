import type { JsonObject, Rank } from '../model/index.js'
import { ATTESTABLE, FLAGS } from './attestable.js'
import {
  bindingOf,
  type Specimen,
  type SpecimenBinding,
  type SpecimenPerson,
  timeText,
} from './specimen.js'

// One for every level: the highest caps nothing, and is still a risk.
const LOWERED: readonly Rank[] = [0, 1, 2, 3, 4]

/**
 * What an agent may attest, each reason to be wary, and each level that they may lower to.
 *
 * It goes over the tables that reading goes over, so that a method or a flag which is added is
 * asked about by `prove` without a line here.
 */
export function attestationSpecimens(): readonly Specimen[] {
  // One function makes all of them: who, when and where are the same, and the fields say what.
  const said = (
    name: string,
    about: 'phone' | 'customer' | 'conversation',
    fields: (subject: SpecimenPerson, stamp: SpecimenBinding) => JsonObject,
  ): Specimen => ({
    name,
    says: about === 'conversation' ? 'bad' : 'proof',
    about,
    make: (subject, stamp) => ({
      kind: 'agent_attestation',
      at: timeText(stamp.at),
      ...bindingOf(stamp),
      agent: 'WK01',
      ...fields(subject, stamp),
    }),
  })
  return [
    ...[...ATTESTABLE].flatMap(([method, { ceiling, calls }]) =>
      // A method that is worth nothing makes no proof that could be shown.
      ceiling === 0
        ? []
        : [
            said(`agent attests ${method}`, calls ? 'phone' : 'customer', (subject) => ({
              method,
              ...(calls ? { address: subject.phone } : { customer: subject.customer }),
            })),
          ],
    ),
    // Two people, a reason and an end: without any of them it is refused.
    said('agent override', 'customer', ({ customer }, { expires }) => ({
      method: 'override',
      customer,
      approvedBy: 'WK02',
      reason: 'known at the branch',
      expires: timeText(expires),
    })),
    ...FLAGS.map((flag) =>
      said(`agent reports ${flag}`, 'conversation', () => ({ flags: [flag] })),
    ),
    ...LOWERED.map((lower) => said(`agent lowers to ${lower}`, 'conversation', () => ({ lower }))),
  ]
}
