// node one.mjs POLICY.json IN OUT: the whole folder in this process, without Redis.
import { join } from 'node:path'
import { filesIn, readPolicy, workFile, writeSummary } from './workFile.mjs'

const [, , policyFile, input, output] = process.argv
const policy = await readPolicy(policyFile)
const names = await filesIn(input)
for (const name of names) await workFile(join(input, name), output, policy)
console.log(JSON.stringify(await writeSummary(names, output)))
