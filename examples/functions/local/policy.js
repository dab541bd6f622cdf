const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const { compilePolicy } = require('countersign')

const NAME = 'policy.private.yaml'
const assets = join(__dirname, '../assets')
const read = (name) => readFileSync(join(assets, name), 'utf8')

/**
 * The policy, with the policies that it may extend and the packs of your own, which lie beside it: its text, theirs, and what
 * it compiles to. Only what is private counts: functions are given no other assets, and those are there for anybody to read.
 */
exports.readPolicy = () => {
  const text = read(NAME)
  const others = readdirSync(assets).filter(
    (name) => /\.private\.ya?ml$/.test(name) && name !== NAME,
  )
  const files = Object.fromEntries(others.map((name) => [name, read(name)]))
  return { name: NAME, text, files, policy: compilePolicy(text, { files }) }
}
