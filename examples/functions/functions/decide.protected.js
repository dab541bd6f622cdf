const { createDecideHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Studio: Run Function widget. Every key of the answer is there on every path, so no split reads an old one. The client
// is asked who else is in a conversation: Studio does not tell, and readers who are not known are shown next to nothing.
exports.handler = createDecideHandler({
  policy: setup.policy,
  client: setup.client,
  directory: setup.directory,
  lookup: setup.lookup,
  ledgerKeys: setup.ledgerKeys,
  store: setup.store,
  // What most people here ask about, where the flow or webhook does not say.
  intent: { classes: ['orders'] },
})
