import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const COMPILER = resolve(import.meta.dirname, '../node_modules/typescript-native/bin/tsc')

/**
 * Checks the types of a project as its settings say, from a folder, and gives what the compiler prints, line by line. One
 * thread does it with less tidying: several look at the same types again, at nearly twice the cost.
 */
export function checkTypes(settings: string, cwd: string): readonly string[] {
  const args = [COMPILER, '-p', settings, '--pretty', 'false', '--singleThreaded']
  const env = { ...process.env, GOGC: '400' }
  const { stdout } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line !== '')
}
