const { createDecideHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Every key of the answer is there on every path, so that no split of the flow reads an old one. The client is asked who
// else is in a conversation, for Studio does not tell, and readers who are not known are shown next to nothing.
exports.handler = createDecideHandler({
  policy: setup.policy,
  client: setup.client,
  directory: setup.directory,
  lookup: setup.lookup,
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
})
