/**
 * What a flow says, and the words it understands. The same texts whoever writes: none may depend on
 * whether a record exists, an address is on file, or a code was really sent (RTS 2018/389 Art
 * 4(3)(a)).
 */
export interface StudioReplies {
  /**
   * Asks what the person wants, where the flow serves several wants and the first message tells
   * none.
   */
  readonly want: string
  /** Asks whether a code may be sent. */
  readonly consent: string
  /** Asks for the code. */
  readonly code: string
  /** Asks for the code again. */
  readonly again: string
  /** Goes after both while a code can be sent once more. */
  readonly renew: string
  /** Goes before the words for other ways of getting a code, where there is more than one. */
  readonly another: string
  /** Said before a person takes over, whatever came before. */
  readonly connecting: string
  /** Said instead outside opening hours: the task waits. */
  readonly closed: string
  /** Said where Flex does not take the conversation. */
  readonly unreachable: string
  /** Answers that agree to a code; anything else goes on without one. */
  readonly yes: readonly string[]
  /** Answers by which a person gives up the code and goes on. */
  readonly skip: readonly string[]
  /** Answers that ask for a new code. */
  readonly resend: readonly string[]
}

/** The texts among the replies: what is said, rather than understood. */
export const TEXTS = [
  'want',
  'consent',
  'code',
  'again',
  'renew',
  'another',
  'connecting',
  'closed',
  'unreachable',
] as const

/** The words among the replies. */
export const WORDS = ['yes', 'skip', 'resend'] as const

/** Texts in plain English; give your own in your languages. */
export const DEFAULT_REPLIES: StudioReplies = {
  want: 'Thanks for getting in touch. What can we help you with?',
  consent:
    'To go into your account details we need to check it’s you. Shall we send a code to the contact details we may hold for you? Reply YES, or NO to carry on without.',
  code: 'If we hold contact details for you, a code is on its way. Please reply with it, or SKIP to carry on without.',
  again:
    'Sorry, that code didn’t work, or it has expired. Please try again, or reply SKIP to carry on without.',
  renew: 'No code? Reply RESEND for a new one.',
  another: 'To get it another way, reply',
  connecting: 'Thanks. We’re putting you through to one of our team, who will reply here.',
  closed:
    'Thanks for your message. Our team is away right now, and will reply here when we’re open again.',
  unreachable: 'Sorry, nobody is available right now. Please message us again later.',
  yes: ['yes', 'y', 'ok', 'okay', 'yes please'],
  skip: ['skip', 'no', 'agent'],
  resend: ['resend', 'send again', 'new code', 'again'],
}
