// node examples/bulk/start.mjs: two files of transcripts, made in a scratch folder and redacted in this process.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compilePolicy } from 'countersign'
import { filesIn, readPolicy, workFile, writeSummary } from './workFile.mjs'

const folder = mkdtempSync(join(tmpdir(), 'countersign-bulk-'))
const [input, output] = ['in', 'out'].map((name) => join(folder, name))
for (const name of [input, output]) mkdirSync(name)
for (const name of ['monday', 'tuesday']) {
  const messages = [{ id: 'IM1', author: 'ada', text: `my card is 4111 1111 1111 1111, ${name}` }]
  writeFileSync(join(input, `${name}.ndjson`), `${JSON.stringify({ id: name, messages })}\n`)
}
const policy = compilePolicy(
  readFileSync(join(import.meta.dirname, '../policies/retailer.yaml'), 'utf8'),
)
if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy.value))
try {
  const compiled = await readPolicy(join(folder, 'policy.json'))
  const names = await filesIn(input)
  for (const name of names) await workFile(join(input, name), output, compiled)
  console.log(JSON.stringify(await writeSummary(names, output)))
  process.stdout.write(readFileSync(join(output, names[0]), 'utf8'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
