const { createVerifyStartHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// A code goes to an address on file, never to one that was only named in the chat.
// How many codes may go wrong is what the policy says; without a policy that can be read none is sent.
exports.handler = createVerifyStartHandler({
  policy: setup.policy,
  service: (context) => setup.needed(context, 'VERIFY_SERVICE_SID'),
  client: setup.client,
  directory: setup.directory,
  dipClaims: ['email', 'phone'],
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
