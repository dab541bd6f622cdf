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
    start: 'twilio-run start',
    flow: 'node studio/write.js',
    workflow: 'countersign workflow --policy assets/policy.private.yaml --sids sids.json',
    deploy: 'twilio-run deploy',
  },
  dependencies: { countersign: VERSION, twilio: '^6.2.0' },
  devDependencies: { 'twilio-run': '^5.0.1' },
  engines: { node: '>=20' },
} as const

/** What the functions read from the environment. */
export const ENVIRONMENT = `# Copy to .env. Never commit that.
ACCOUNT_SID=
AUTH_TOKEN=

# Verify service, VA...
VERIFY_SERVICE_SID=

# Seals evidence between functions: id:secret, at least 32 characters. Newest first; keep the old one for an hour.
LEDGER_KEYS=k1:

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
.twiliodeployinfo
`

/** How to get from here to a working contact centre. */
export const README = `# Who is writing, and what may be said

Twilio Functions and a Studio flow that decide, for every message to Flex, how far the person can be trusted, what may
be said, and which queue they reach. The rules are in \`assets/policy.private.yaml\`.

    npm install
    npm test

| file | what it is |
|---|---|
| \`assets/policy.private.yaml\` | the policy: the one file to own |
| \`assets/customers.private.json\` | a directory to try things with; put your CRM's in \`functions/setup.private.js\` |
| \`functions/decide.protected.js\` | decides, for the flow's Run Function widgets |
| \`functions/verify-start.protected.js\`, \`verify-check.protected.js\` | send and check a code |
| \`functions/webchat-start.js\` | starts a web chat for your page: a guest's, or of a login that was checked here |
| \`sids.json\` | SIDs of your account, by name |
| \`studio/settings.json\` | the functions' domain, the task channel, what people ask for here, replies |
| \`studio/flow.json\` | the flow, written by \`npm run flow\`; never edited |

## To Twilio

1. Copy \`.env.example\` to \`.env\` and fill it in. A secret for \`LEDGER_KEYS\`: \`openssl rand -hex 32\`.
2. \`npm run deploy\`. It prints the domain (into \`studio/settings.json\`) and the SIDs of service, environment and
   functions (into \`sids.json\`); workspace, workflow, queues and task channel are in the TaskRouter console.
3. \`npm run workflow > workflow.json\` and put it into the TaskRouter workflow, so that routes and queues agree.
4. \`npm run flow\`, then make a flow from \`studio/flow.json\`: in the Studio console by *Import from JSON*, or
   \`twilio api:studio:v2:flows:create --friendly-name countersign --status published --definition "$(cat studio/flow.json)"\`.
5. Let messages start it: in Conversations, *Addresses*, or on the number.

## What to know

- The functions are *protected*: Twilio checks the signature, so only your own flows can call them. \`webchat-start\`
  alone is public, and believes nobody without a login token.
- What a person types in a form or a chat is a claim. It opens nothing, here or in the flow.
- The flow says the same to everyone: it does not tell whether a record exists, or whether a code was really sent.
- A function that fails or is late hands the person over to Flex with everything withheld.
- \`studio/settings.json\` may carry \`replies\` in your own words and languages; Liquid in them is refused. It may name
  the \`channel\` of a flow that serves one only: where Twilio's trigger does not tell the channel, all is withheld.
`
