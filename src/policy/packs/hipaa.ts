import { HOUR, KEEPING_AUDIENCES } from '../../model/index.js'
import { packOf } from './pack.js'

/**
 * Health Insurance Portability and Accountability Act, 45 CFR parts 160 and 164.
 *
 * That somebody is verified does not make them entitled to the data of another: who may act for a
 * patient, the policy says under `representative`.
 */
export const hipaa = packOf({
  name: 'hipaa',
  title: 'HIPAA Privacy and Security Rules',
  classes: [
    {
      // From `confirm` on: to say that an appointment is the one somebody names is to disclose it.
      id: 'hipaa.phi.confirm',
      kinds: ['phi'],
      from: 'confirm',
      requires: { write: 3, read: 3, maxAge: HOUR },
      sources: [
        '45 CFR 164.514(h)(1)(i): verify the identity of a person who asks, if not known',
        '45 CFR 164.312(d): person or entity authentication',
      ],
    },
  ],
  actions: [
    {
      id: 'hipaa.access_request',
      kinds: ['know_specific'],
      requires: { write: 3, read: 0, maxAge: HOUR },
      sources: ['45 CFR 164.524 with 164.514(h): access by the individual, once verified'],
    },
  ],
  delivery: [
    {
      // To the address that the patient gave, so it goes to the right person whoever asks.
      id: 'hipaa.phi.deliver',
      kinds: ['phi'],
      requires: { write: 2, read: 0 },
      sources: [
        '45 CFR 164.522(b)(1): alternative means and locations that the individual asked for',
      ],
    },
  ],
  redaction: [
    {
      // Everything, since a text may tell of somebody's health in words that no kind of identifier
      // finds.
      id: 'hipaa.memory',
      audiences: ['memory'],
      all: true,
      atMost: 'drop',
      sources: [
        'Twilio documentation: Conversation Memory is not for workflows that are subject to HIPAA',
      ],
    },
    {
      id: 'hipaa.log',
      audiences: KEEPING_AUDIENCES,
      identifiers: ['medical_record', 'member_number', 'us_mbi', 'us_ssn'],
      kinds: ['phi'],
      atMost: 'drop',
      sources: [
        '45 CFR 164.502(b) and 164.514(d): minimum necessary',
        'Twilio documentation: no health information in Flex Insights attributes',
      ],
    },
  ],
  refuses: [
    {
      id: 'hipaa.conversation_memory',
      kind: 'conversation_memory',
      sources: ['Twilio documentation: Conversation Memory is not HIPAA-eligible'],
    },
    {
      id: 'hipaa.resolve_profile',
      kind: 'resolve_profile',
      sources: ['Twilio documentation: Resolve Profile is not HIPAA-eligible'],
    },
  ],
  retention: [
    {
      id: 'hipaa.records',
      what: 'decision records that document disclosures',
      keep: '6 years',
      sources: ['45 CFR 164.316(b)(2)(i) and 164.530(j)(2)'],
    },
  ],
  training: [{ kinds: ['phi'], skill: 'hipaa' }],
})
