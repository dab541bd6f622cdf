const { createVerifyStartHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

exports.handler = createVerifyStartHandler({
  service: (context) => context.VERIFY_SERVICE_SID,
  client: setup.client,
  directory: setup.directory,
  dipClaims: ['email', 'phone'],
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
