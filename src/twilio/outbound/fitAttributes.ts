import type { ClaimValue } from '../../model/index.js'
import {
  type CountersignAttributes,
  SHED_ORDER,
  type Sheddable,
  type TaskAttributes,
} from './attributeShape.js'
import type { PreparedClaims } from './claimedAttributes.js'

/** Size of attributes: characters of their JSON text without white space, as Twilio counts them. */
const sizeOf = (attributes: unknown): number => JSON.stringify(attributes).length

/** What a part becomes when it is shed: its key stays, so that expressions still read it. */
const EMPTIED: Readonly<Record<Sheddable, Partial<CountersignAttributes>>> = {
  claimed: {},
  reasons: { reasons: [] },
  step_up: { step_up: [] },
  policy: { policy: '', digest: '' },
  actions: { actions: {} },
  disclosure: { disclosure: {} },
}

/**
 * Fits attributes into a limit by shedding in the declared order, each part marked. Claims go one
 * by one, and what they are, and what `name` is, never changes what else is shed. `null` if the
 * parts that are never shed do not fit by themselves.
 */
export function fitAttributes(
  whole: CountersignAttributes,
  claims: PreparedClaims,
  name: string | null,
  limit: number,
): TaskAttributes | null {
  for (let count = 1; count <= SHED_ORDER.length; count += 1) {
    // Room for the mark of shed claims is kept even when none are shed.
    const fitted = shed(whole, SHED_ORDER.slice(0, count))
    const room = limit - sizeOf({ countersign: fitted, claimed: {} })
    if (room >= 0) return carry(fitted, claims, name, count === 1 ? room : 0)
  }
  return null
}

/** Empties the parts and marks them. */
function shed(whole: CountersignAttributes, parts: readonly Sheddable[]): CountersignAttributes {
  const emptied = parts.map((part) => EMPTIED[part])
  return { ...Object.assign({}, whole, ...emptied), shed: parts }
}

/** Adds what people say as far as there is room: the name first, then each claim that fits. */
function carry(
  fitted: CountersignAttributes,
  claims: PreparedClaims,
  name: string | null,
  room: number,
): TaskAttributes {
  // Its text and a comma. It goes before the claims: it is what the agent sees of the task first.
  const cost = name === null ? 0 : sizeOf({ name }) - 1
  const named = name !== null && cost <= room ? { name } : {}
  // Each claim costs its text and a comma; the first needs no comma.
  let left = room - ('name' in named ? cost : 0) + 1
  const kept = claims.entries.filter(([key, value]) => {
    const size = sizeOf({ [key]: value }) - 1
    if (size > left) return false
    left -= size
    return true
  })
  const whole = !claims.cut && kept.length === claims.entries.length
  const complete = whole && (name === null || 'name' in named)
  const marks = complete ? fitted.shed.filter((part) => part !== 'claimed') : fitted.shed
  const claimed: Readonly<Record<string, ClaimValue>> = Object.fromEntries(kept)
  return { countersign: { ...fitted, shed: marks }, claimed, ...named }
}
