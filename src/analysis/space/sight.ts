import type { Rank, Support } from '../../model/index.js'
import type { Kinds } from './kinds.js'
import { SCENE } from './scene.js'

/** What adding something to an engagement adds to its assessment. */
export interface Effect {
  readonly supports: readonly Support[]
  readonly risks: readonly string[]
}

/** All that any question can see of one support. */
export interface Sight {
  /** Whether it ties the author to a customer. */
  readonly isTied: boolean
  /** A platform or the person says so: nothing was done about it. */
  readonly isSaid: boolean
  readonly method: string
  readonly via?: string
  readonly grade: Rank
  /** Whether it corroborates nothing. */
  readonly alone: boolean
  readonly phishable: boolean
  /** Whether it can be for the payment of the scene, and for no other. */
  readonly namesPayment: boolean
  /** The bit of its kind; 0 where it has no category. */
  readonly kind: number
  /** Whether somebody else vouches for it, so that it is no factor of the person's own. */
  readonly isVouched: boolean
  /** Whether, gathered for no purpose, it counts for no action. */
  readonly isGeneral: boolean
  /** Milliseconds; `null` for the age of whatever it was added by. */
  readonly age: number | null
}

/** All that any question can see of an effect, on each side. Effects that look alike share one look. */
export interface Look {
  /** A number of its own. */
  readonly id: number
  readonly sights: readonly (readonly Sight[])[]
  readonly risks: readonly (readonly string[])[]
  /** Whether any of it can be for the payment of the scene, and for no other. */
  readonly namesPayment: boolean
  /** Whether it is nothing but words of the person. */
  readonly isClaim: boolean
}

/** Gives the look of effects, one a side: of what is there by itself, or of what was added at some age. */
export interface Looker {
  at(effects: readonly Effect[]): Look
  atAdded(effects: readonly Effect[]): Look
}

/** Starts to tell looks apart, by the kinds of proof there are. */
export function startLooking(kinds: Kinds): Looker {
  const looks = new Map<string, Look>()
  const added = new Map<readonly Effect[], Look>()
  const look = (effects: readonly Effect[], isAged: boolean): Look => {
    const sights = effects.map(({ supports }) =>
      supports.map((support) => sightOf(support, kinds, isAged)),
    )
    const risks = effects.map((effect) => effect.risks)
    const all = sights.flat()
    const namesPayment = all.some((sight) => sight.namesPayment)
    const isClaim = all.every(({ method }) => method === 'claim')
    const key = JSON.stringify([sights, risks])
    const known = looks.get(key) ?? { id: looks.size, sights, risks, namesPayment, isClaim }
    looks.set(key, known)
    return known
  }
  return {
    at: (effects) => look(effects, false),
    atAdded(effects) {
      const known = added.get(effects) ?? look(effects, true)
      added.set(effects, known)
      return known
    },
  }
}

function sightOf(support: Support, kinds: Kinds, isAged: boolean): Sight {
  const { customer, method, via, grade, alone, phishable, categories, since, amount, payee } =
    support
  const isClaim = method === 'claim'
  return {
    isTied: customer !== null,
    isSaid: isClaim || method === 'platform',
    method,
    ...(via !== undefined && { via }),
    grade,
    alone: alone === true,
    phishable,
    namesPayment: amount === SCENE.amount && payee === SCENE.payee,
    kind: categories.length > 0 ? kinds.bitOf(support) : 0,
    isVouched: support.vouched === true,
    isGeneral: support.general === true,
    age: isAged && !isClaim ? null : SCENE.at - since,
  }
}
