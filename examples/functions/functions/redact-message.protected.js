const { messageRedactor, toFunction } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Conversations: pre-action webhook for `onMessageAdd`, `onMessageUpdate` and `onConversationAdd`.
exports.handler = toFunction(
  messageRedactor({
    tokens: 'gateway',
    rules: setup.rules,
  }),
)
