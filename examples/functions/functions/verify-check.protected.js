const { createVerifyCheckHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

exports.handler = createVerifyCheckHandler({
  policy: setup.policy,
  service: (context) => setup.needed(context, 'VERIFY_SERVICE_SID'),
  client: setup.client,
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
