const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { stampPolicy } = require('countersign/decide')
const { readPolicy } = require('./policy')

// Functions that start load a compiled policy instead of YAML and a schema library. It carries the digest of the texts it
// was made from, so that a function refuses one that is older than the policy beside it, or than what that extends.
const { name, text, files, policy } = readPolicy()
if (!policy.ok) {
  console.error(`${name}: ${JSON.stringify(policy.issues)}`)
  process.exit(1)
}
const compiled = JSON.stringify(stampPolicy(policy.value, text, files))
writeFileSync(join(__dirname, '../assets/policy.private.json'), `${compiled}\n`)
