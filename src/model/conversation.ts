/**
 * Stands for a conversation that is not made yet, under the name of Twilio's event: every such event shares it, so no
 * proof is ever bound to it.
 */
export const NOT_YET_MADE = 'onConversationAdd'
