/**
 * Stands for a conversation that is not made yet, under the name of Twilio's event: every such event shares it, so no
 * proof is ever bound to it.
 */
export const NOT_YET_MADE = 'onConversationAdd'

/** The most characters of an address or an identity (https://www.twilio.com/docs/conversations/conversations-limits). */
export const LONGEST_ADDRESS = 256

/** The most participants of a conversation, the same page says. */
export const MOST_PARTICIPANTS = 1_000
