const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const { dirname, join } = require('node:path')
const { test } = require('node:test')

const { bin } = require('countersign/package.json')
const countersign = join(dirname(require.resolve('countersign/package.json')), bin.countersign)
const policy = join(__dirname, '../assets/policy.private.yaml')

for (const [command, claim] of [
  ['lint', 'the policy can be compiled'],
  ['test', 'the policy passes its own tests'],
  ['prove', 'the invariants of the policy hold in every conversation there can be'],
])
  test(claim, () => {
    const run = spawnSync(process.execPath, [countersign, command, policy], { encoding: 'utf8' })
    assert.equal(run.status, 0, run.stdout + run.stderr)
  })
