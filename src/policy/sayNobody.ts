import { LEVELS } from '../model/index.js'
import type { PathSteps } from './readSource.js'

/** Words by which somebody means that nobody is ever given something, where a level stands. */
const NOBODY: readonly string[] = ['never', 'nobody', 'none', 'no', 'deny', 'denied', 'false']

/** A word that is none of those allowed in its place. */
interface StrangeWord {
  readonly steps: PathSteps
  readonly word?: string
  readonly allowed?: readonly string[]
}

/** Says how it is written that nobody is given something, where a word that means it stands in place of a level. */
export function sayNobody({ steps, word = '', allowed = [] }: StrangeWord): { form?: string } {
  if (!NOBODY.includes(word) || !LEVELS.every((level) => allowed.includes(level))) return {}
  const [part, , key] = steps
  if (part === 'actions' && (key === undefined || key === 'write'))
    return { form: '`denied: true`, alone or beside a level' }
  return part === 'classes' ? { form: 'nothing: a rung without a line is never given' } : {}
}
