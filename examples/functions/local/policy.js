const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const { compilePolicy } = require('countersign')

const NAME = 'policy.private.yaml'
const assets = join(__dirname, '../assets')
const read = (name) => readFileSync(join(assets, name), 'utf8')

/** The policy, with the policies that it may extend, which lie beside it: its text, theirs, and what it compiles to. */
exports.readPolicy = () => {
  const text = read(NAME)
  const others = readdirSync(assets).filter((name) => /\.ya?ml$/.test(name) && name !== NAME)
  const files = Object.fromEntries(others.map((name) => [name, read(name)]))
  return { name: NAME, text, files, policy: compilePolicy(text, { files }) }
}
