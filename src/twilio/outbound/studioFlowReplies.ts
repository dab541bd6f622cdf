/**
 * What a flow says, and the words it understands. The same texts whoever writes: none may depend on whether a record
 * exists, an address is on file, or a code was really sent (RTS 2018/389 Art 4(3)(a)).
 */
export interface StudioReplies {
  /** Asks whether a code may be sent. */
  readonly consent: string
  /** Asks for the code. */
  readonly code: string
  /** Asks for the code again. */
  readonly again: string
  /** Said before a person takes over, whatever came before. */
  readonly connecting: string
  /** Said where Flex does not take the conversation. */
  readonly unreachable: string
  /** Answers that agree to a code; anything else goes on without one. */
  readonly yes: readonly string[]
  /** Answers that leave the code and go on. */
  readonly skip: readonly string[]
}

/** Texts in plain English; give your own in your languages. */
export const DEFAULT_REPLIES: StudioReplies = {
  consent:
    'To help with everything you may ask, we can check that it is you. May we send a code to the contact details we may already hold? Reply YES, or anything else to go on without.',
  code: 'If we hold contact details for you, a code is on its way to them. Please reply with the code, or SKIP to go on without.',
  again: 'That code cannot be used. Please reply with the code, or SKIP to go on without.',
  connecting: 'Thank you. We are connecting you with a person.',
  unreachable: 'Sorry, nobody can be reached just now. Please write again later.',
  yes: ['yes', 'y', 'ok', 'okay', 'yes please'],
  skip: ['skip', 'no', 'agent'],
}
