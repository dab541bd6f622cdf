const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { compilePolicy } = require('countersign')
const { stampPolicy } = require('countersign/decide')

// Functions that start load a compiled policy instead of YAML and a schema library. It carries the digest of the text it
// was made from, so that a function refuses one that is older than the policy beside it.
const text = readFileSync(join(__dirname, '../assets/policy.private.yaml'), 'utf8')
const policy = compilePolicy(text)
if (!policy.ok) {
  console.error(`policy.private.yaml: ${JSON.stringify(policy.issues)}`)
  process.exit(1)
}
const compiled = JSON.stringify(stampPolicy(policy.value, text))
writeFileSync(join(__dirname, '../assets/policy.private.json'), `${compiled}\n`)
