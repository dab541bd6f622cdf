import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FUNCTIONS = join(import.meta.dirname, 'functions')
const ASSETS = join(import.meta.dirname, 'shop/assets')

/**
 * Puts a shop's policy and customers into the Functions project, as whoever starts from it does, and compiles the policy.
 * Gives the folder, which is there until `remove` is called.
 */
export async function makeShop() {
  const { compilePolicy } = await import('countersign')
  const { stampPolicy } = await import('countersign/decide')
  const folder = mkdtempSync(join(tmpdir(), 'countersign-shop-'))
  mkdirSync(join(folder, 'assets'))
  for (const name of ['functions', 'package.json'])
    cpSync(join(FUNCTIONS, name), join(folder, name), { recursive: true })
  cpSync(ASSETS, join(folder, 'assets'), { recursive: true })
  const text = readFileSync(join(ASSETS, 'policy.private.yaml'), 'utf8')
  const policy = compilePolicy(text)
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  const compiled = JSON.stringify(stampPolicy(policy.value, text))
  writeFileSync(join(folder, 'assets/policy.private.json'), compiled)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
