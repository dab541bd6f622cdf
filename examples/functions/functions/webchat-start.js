const { createWebChatStartHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Public: your page calls it. Whoever calls, only a login token that verifies gives an identity.
exports.handler = (context, event, callback) => {
  const login = setup.login(context)
  const policy = setup.policy()
  return createWebChatStartHandler({
    client: setup.client,
    rules: setup.rules,
    address: () => setup.needed(context, 'WEB_CHAT_ADDRESS_SID'),
    // A login that the policy grades as none gets no token: it would open somebody's chats. Without a policy nobody does.
    ...(login && policy.ok && { login, issuers: policy.value.issuers }),
    mintToken: setup.mintToken,
    ledgerKeys: setup.ledgerKeys,
    store: setup.store,
    origins: setup.needed(context, 'PAGES').split(','),
  })(context, event, callback)
}
