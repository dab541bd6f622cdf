const { createWebChatTokenHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Public: a token that is still good renews itself; where a login started the chat, with the login again.
exports.handler = (context, event, callback) => {
  const login = setup.login(context)
  const policy = setup.policy()
  return createWebChatTokenHandler({
    client: setup.client,
    ...(login && policy.ok && { login, issuers: policy.value.issuers }),
    tokenSecret: () => setup.needed(context, 'API_KEY_SECRET'),
    mintToken: setup.mintToken,
    ledgerKeys: setup.ledgerKeys,
    origins: setup.needed(context, 'PAGES').split(','),
  })(context, event, callback)
}
