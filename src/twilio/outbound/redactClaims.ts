import type { Claims, RedactionRule } from '../../model/index.js'
import { redactForm } from '../../redaction/index.js'

/**
 * Rules for what a form says where none are given: what somebody may be written to or looked up by stays, and everything
 * else is masked.
 */
const FORM_RULES: readonly RedactionRule[] = [
  { target: 'text', identifier: 'email', action: 'keep' },
  { target: 'text', identifier: 'phone', action: 'keep' },
  { target: 'text', identifier: 'default', action: 'mask' },
]

/**
 * Redacts what a form says before it is stored: what a field is called tells what it holds, values that go on in the next
 * field are one value, and a field whose very name holds an identifier goes.
 *
 * `{ password: 'hunter2', note: 'hi' }` -> `{ password: '[password]', note: 'hi' }`
 */
export function redactClaims(claims: Claims, rules: readonly RedactionRule[] = FORM_RULES) {
  const all = Object.entries(claims)
  const shown = redactForm(
    all.map(([name, value]) => ({ name, text: typeof value === 'boolean' ? '' : String(value) })),
    rules,
  )
  let isRedacted = false
  const kept = all.flatMap(([name, value], at) => {
    const text = shown[at] ?? null
    const isSame = typeof value === 'boolean' ? text === '' : text === String(value)
    isRedacted ||= !isSame
    return text === null ? [] : [[name, isSame ? value : text] as const]
  })
  return { claims: Object.fromEntries(kept), isRedacted }
}
