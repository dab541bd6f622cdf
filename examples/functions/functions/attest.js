const { createAttestationHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Public: the agent's Flex plugin calls it. Who attests is what Twilio says of the Flex token.
exports.handler = createAttestationHandler({
  policy: setup.policy,
  flexToken: setup.flexToken,
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
