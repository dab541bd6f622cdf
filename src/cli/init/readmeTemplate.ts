/** How to get from here to a working contact centre. */
export const README = `# Who is writing, and what may be said

Twilio Functions and a Studio flow that decide, for every message to Flex, how far the person can be trusted, what may
be said, and which queue they reach. The rules are in \`assets/policy.private.yaml\`.

    npm install --loglevel=notice
    npm test
    npm start

\`npm start\` serves the functions on this machine and keeps what they remember between two calls. Without an account in
\`.env\` nothing is sent, and every code is 123456. In another terminal:

    curl -s localhost:3000/decide -d channel=sms --data-urlencode address=+14155550100 -d conversation=CH01 -d readers=[] -d classes=orders
    curl -s localhost:3000/verify-start -d channel=sms --data-urlencode address=+14155550100 -d conversation=CH01 -d method=verify_sms
    curl -s localhost:3000/verify-check -d channel=sms --data-urlencode address=+14155550100 -d conversation=CH01 -d code=123456

The last answer's \`ledger\`, handed to \`decide\` with the rest, is the proof.

| file | what it is |
|---|---|
| \`assets/policy.private.yaml\` | the policy: the one file to own |
| \`assets/customers.private.json\` | a directory to try things with; put your CRM's in \`functions/setup.private.js\` |
| \`functions/decide.protected.js\` | decides, for the flow's Run Function widgets |
| \`functions/verify-start.protected.js\`, \`verify-check.protected.js\` | send and check a code |
| \`functions/webchat-start.js\`, \`webchat-token.js\` | start a web chat for your page, and renew its token |
| \`sids.json\` | SIDs of your account, by name: filled in by \`npm run sids\` |
| \`studio/settings.json\` | the task channel, what people come for, replies, languages |
| \`studio/flow.json\` | the flow, written by \`npm run flow\`; never edited |
| \`local/\` | \`npm start\`, and what the tests run in |

## To Twilio

1. Put \`ACCOUNT_SID\` and \`AUTH_TOKEN\` into \`.env\` (made by \`npm start\`, or copy \`.env.example\`; a key for
   \`LEDGER_KEYS\`: \`k1:\` and \`openssl rand -hex 32\`).
2. \`npm run sids -- --create\` makes the queues, the TaskRouter workflow, the Verify and the Sync service that are
   missing, each once, and prints \`VERIFY_SERVICE_SID\` and \`SYNC_SERVICE_SID\` for \`.env\`. It says by name what is
   still missing, and exits with 1.
3. Skills: where a route names \`skills\`, or a class \`training\`, add each in Flex under *Admin*, *Skills*, and give it
   to the agents who have it under *Teams*. Agents of a queue are told by these alone.
4. \`npm run deploy\`, then \`npm run sids\` again: now service, environment, functions and domain are there as well.
5. A workflow that was there before: \`npm run workflow > workflow.json\` and put it there, in the TaskRouter console, so
   that routes and queues agree. What is not filled in is refused by name.
6. \`npm run flow\`, then make a flow from \`studio/flow.json\`: in the Studio console by *Import from JSON*, or
   \`twilio api:studio:v2:flows:create --friendly-name countersign --status published --definition "$(cat studio/flow.json)"\`.
7. Let messages start it: in Conversations, *Addresses*, or on the number.

## What the functions are told

Every value is text. What is left out is empty.

| parameter | of | meaning |
|---|---|---|
| \`channel\` | all but web chat's | \`sms\`, \`whatsapp\`, \`rcs\`, \`web_chat\` and so on; withheld where it is not known |
| \`address\`, \`to\` | the same | who writes, as Twilio says it, and the address of yours that they wrote to |
| \`conversation\` | the same | \`CH…\`, or the execution for a plain message: what a proof is bound to |
| \`message\` | the same | SID of the message |
| \`readers\` | decide | who else sees an answer, as JSON: \`[]\` is nobody; absent: the conversation is asked |
| \`classes\`, \`actions\` | decide | what is asked for: names of the policy, joined by commas |
| \`claims\` | decide, verify-start | what the person says, as JSON; opens nothing |
| \`context.NAME\` | decide | a fact of your business that the policy declares, such as \`context.open\` |
| \`ledger\` | all three | proofs so far, sealed, from the answer before |
| \`channel_attributes\` | decide | the conversation's attributes, where a web chat's form and ledger lie |
| \`method\` | verify-start | \`verify_sms\`, \`verify_call\`, \`verify_whatsapp\`, \`verify_rcs\`, \`verify_email\` |
| \`code\` | verify-check | what was typed |
| \`purpose\`, \`amount\`, \`payee\` | both of them | the one action a code is for, the same at start and check |
| \`formData\`, \`login_token\` | webchat-start | the form, and your login's token: absent for a guest |
| \`conversation_sid\`, \`token\`, \`login_token\` | webchat-token | the chat, its token, and the login's token again |

## What to know

- The functions are *protected*: Twilio checks the signature, so only your own flows can call them. Those of the web
  chat alone are public, and believe nobody without a login token.
- What a person types in a form or a chat is a claim. It opens nothing, here or in the flow.
- The flow says the same to everyone: it does not tell whether a record exists, or whether a code was really sent.
- A function that fails or is late hands the person over to Flex with everything withheld.
- \`studio/settings.json\` may carry \`replies\` in your own words and languages; Liquid in them is refused. \`wants\`
  says by which words people tell what they come for; who tells none of it is asked for no proof. \`languages\`, such as
  \`[{ "language": "es", "addresses": ["+34…"], "replies": { … } }]\`, are chosen by the form of a web chat or by the
  address of yours that was written to. It may name
  the \`channel\` of a flow that serves one only: where Twilio's trigger does not tell the channel, all is withheld.
- npm is quiet here (\`.npmrc\`), so that what a script prints can be redirected to a file.
`
