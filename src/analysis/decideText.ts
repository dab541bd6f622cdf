import { type CompiledPolicy, readCompiledPolicy } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import { fail, ok, type Result } from '../model/index.js'
import { isEngagement } from './replay.js'
import { makeTextReplay, type TextReplay } from './replayText.js'
import { provideTextEncoder } from './textEncoder.js'

provideTextEncoder()

// Text in and text out, because that is what a warehouse hands to a function and takes from it. The policy arrives
// with every row, so the last one is kept.
let keptText = ''
let kept: CompiledPolicy | null = null

/**
 * Decides one engagement: a compiled policy, an engagement and an ISO 8601 time as text, the decision as text.
 *
 * Made for JavaScript without Node, a browser or a module loader, such as a user-defined function of a warehouse.
 * What cannot be read comes back as `{"error": code}`; nothing is thrown, and nothing that was received is repeated.
 */
export function decideText(policyText: string, engagementText: string, at: string): string {
  const policy = policyOf(policyText)
  if (policy === null) return refused('invalid_policy')
  const engagement = parseJsonText(engagementText)
  if (!engagement.ok || !isEngagement(engagement.value)) return refused('invalid_engagement')
  return JSON.stringify(evaluate(policy, engagement.value, at))
}

// As for deciding, the last pair of policies is kept, with all that its replay remembers.
let replayKey = ''
let replay: TextReplay | null = null

/**
 * Decides one decision record again under another policy: what changes, as text, in the form of
 * `countersign replay`. What cannot be read comes back as `{"error": code}`. A bare engagement is
 * refused, as it has no time.
 */
export function replayText(oldText: string, newText: string, recordText: string): string {
  if (replay === null || replayKey !== `${oldText}\n${newText}`) {
    const [old, next] = [readPolicy(oldText), readPolicy(newText)]
    if (old === null || next === null) return refused('invalid_policy')
    // No time: only records and engagements with a time of their own are decided.
    replay = makeTextReplay(old, next, Number.NaN)
    replayKey = `${oldText}\n${newText}`
  }
  const replayed = replay(recordText)
  return replayed.ok
    ? JSON.stringify(replayed.value)
    : refused(replayed.issues[0]?.code ?? 'not_a_record')
}

// A policy that cannot be read is kept as such, so that it is not read again for every row.
function policyOf(text: string): CompiledPolicy | null {
  if (kept !== null && text === keptText) return kept
  kept = readPolicy(text)
  keptText = text
  return kept
}

function readPolicy(text: string): CompiledPolicy | null {
  const json = parseJsonText(text)
  if (!json.ok) return null
  const policy = readCompiledPolicy(json.value)
  return policy.ok ? policy.value : null
}

function parseJsonText(text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return fail('invalid_json')
  }
}

const refused = (code: string): string => JSON.stringify({ error: code })
