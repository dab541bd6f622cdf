const { createWebChatStartHandler } = require('countersign/functions')
const setup = require(Runtime.getFunctions()['setup'].path)

// Public: the shop's page calls it. Whoever calls, only a login token that verifies gives an identity.
exports.handler = (context, event, callback) => {
  const policy = setup.policy()
  return createWebChatStartHandler({
    client: setup.client,
    address: (context) => context.WEB_CHAT_ADDRESS_SID,
    login: setup.login(context),
    // A login that the policy grades as none gets no token: it would open somebody's chats.
    ...(policy.ok && { issuers: policy.value.issuers }),
    ledgerKeys: setup.ledgerKeys,
    store: setup.store,
    origins: ['https://www.example.com'],
  })(context, event, callback)
}
