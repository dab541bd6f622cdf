/** The version of this package that a new project asks for. */
export const VERSION = '^0.1.0'

/** Scripts and dependencies of the project. */
export const PACKAGE = {
  name: 'my-business-functions',
  version: '0.0.0',
  private: true,
  type: 'commonjs',
  scripts: {
    test: 'node --test',
    start: 'node local/start.js',
    sids: 'countersign sids --policy assets/policy.private.yaml --env .env --into sids.json --service my-business-functions',
    flow: 'node studio/write.js',
    workflow: 'countersign workflow --policy assets/policy.private.yaml --sids sids.json',
    deploy: 'twilio-run deploy',
  },
  dependencies: { countersign: VERSION, twilio: '^6.2.0' },
  devDependencies: { 'twilio-run': '^5.0.1' },
  engines: { node: '>=20' },
} as const

/** Keeps npm's own lines out of what a script prints, so that it can be redirected to a file. */
export const NPM = `loglevel=silent
`

/** What the functions read from the environment. */
export const ENVIRONMENT = `# npm start copies this to .env, with a key of its own. Never commit that.
# Empty: npm start uses a stand-in for Twilio on this machine, where every code is 123456.
ACCOUNT_SID=
AUTH_TOKEN=

# Verify service, VA...
VERIFY_SERVICE_SID=

# Seals evidence between functions: id:secret, at least 32 characters. Newest first; keep the old one for an hour.
LEDGER_KEYS=

# Sync service, IS... Needed in Twilio's cloud, where functions share no memory. Empty: this machine only.
SYNC_SERVICE_SID=

# Web chat: the Conversations address (IG...), its service (IS...), an API key for browsers' tokens, the pages that ask.
WEB_CHAT_ADDRESS_SID=
CONVERSATIONS_SERVICE_SID=
API_KEY_SID=
API_KEY_SECRET=
PAGES=https://www.example.com

# The login of your customers (OpenID Connect). Empty: every web chat is a guest's.
LOGIN_ISSUER=
LOGIN_AUDIENCE=
LOGIN_KEYS_URL=
LOGIN_CUSTOMER_CLAIM=
`

/** What is not committed. */
export const IGNORED = `node_modules
.env
.env.start
.twiliodeployinfo
`
