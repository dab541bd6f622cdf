import { AUDIENCES, KEEPING_AUDIENCES, MINUTE } from '../../model/index.js'
import { packOf } from './pack.js'

/**
 * Payment Card Industry Data Security Standard, version 4.0.1.
 *
 * For card data a chat is an open channel (4.2.2), however certain it is who writes, so its rules
 * mostly forbid.
 */
export const pci = packOf({
  name: 'pci',
  title: 'Payment Card Industry Data Security Standard 4.0.1',
  classes: [
    {
      // Sensitive authentication data: full track, card code, PIN. It is not even taken (`accept`),
      // because what is written is stored.
      id: 'pci.sad.never',
      kinds: ['sad'],
      from: 'accept',
      sources: ['PCI DSS 4.0.1 req 3.3.1: no sensitive authentication data after authorisation'],
    },
    {
      // `confirm` as well as `masked`: to say that a number is right is to say what it is.
      id: 'pci.pan.masked',
      kinds: ['pan'],
      from: 'confirm',
      requires: { write: 3, read: 3, maxAge: 15 * MINUTE },
      sources: ['PCI DSS 4.0.1 req 3.4.1: at most BIN and last four are displayed'],
    },
    {
      id: 'pci.pan.never_full',
      kinds: ['pan'],
      from: 'full',
      sources: ['PCI DSS 4.0.1 req 4.2.2: no card number over end-user messaging in the clear'],
    },
  ],
  redaction: [
    {
      id: 'pci.memory',
      audiences: ['memory'],
      all: true,
      atMost: 'drop',
      sources: [
        'Twilio documentation: Conversation Memory is not for workflows that are subject to PCI',
      ],
    },
    {
      // A number that fails its check digit is a slip of the hand in one that passes, so it is
      // masked as well.
      id: 'pci.text.card',
      audiences: ['customer', 'agent', 'bot'],
      identifiers: ['payment_card', 'mistyped_card'],
      kinds: ['pan'],
      atMost: 'mask',
      sources: ['PCI DSS 4.0.1 req 3.4.1'],
    },
    {
      id: 'pci.log.card',
      audiences: KEEPING_AUDIENCES,
      identifiers: ['payment_card', 'mistyped_card'],
      kinds: ['pan'],
      atMost: 'drop',
      sources: ['PCI DSS 4.0.1 req 4.2.2: unsolicited card numbers are deleted; A3.2.6'],
    },
    {
      // From everybody: nobody has any use for it after the payment.
      id: 'pci.sad.drop',
      audiences: AUDIENCES,
      identifiers: ['card_code'],
      kinds: ['sad'],
      atMost: 'drop',
      sources: ['PCI DSS 4.0.1 req 3.3.1.2: the card code, even encrypted'],
    },
  ],
  refuses: [
    {
      id: 'pci.conversation_memory',
      kind: 'conversation_memory',
      sources: ['Twilio documentation: Conversation Memory is not for PCI workloads'],
    },
    {
      id: 'pci.resolve_profile',
      kind: 'resolve_profile',
      sources: ['Twilio documentation: Resolve Profile is not for PCI workloads'],
    },
  ],
  retention: [
    {
      id: 'pci.sad',
      what: 'sensitive authentication data',
      keep: 'not after authorisation',
      sources: ['PCI DSS 4.0.1 req 3.3.1'],
    },
  ],
  training: [{ kinds: ['pan'], skill: 'pci' }],
})
