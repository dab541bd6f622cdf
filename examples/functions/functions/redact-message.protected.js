const { messageRedactor, toFunction } = require('countersign/functions')

// Conversations: pre-action webhook for `onMessageAdd`, `onMessageUpdate` and `onConversationAdd`. Card codes are dropped, cards and numbers of the state masked.
exports.handler = toFunction(
  messageRedactor({
    tokens: 'gateway',
    rules: [
      { target: 'text', identifier: 'email', action: 'keep' },
      { target: 'text', identifier: 'phone', action: 'keep' },
      { target: 'text', identifier: 'default', action: 'mask' },
    ],
  }),
)
