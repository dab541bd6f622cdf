import type { Route } from './compiled.js'

/*
 * A route whose skills name a fact is one route for each value that the fact may have, `ROUTE.VALUE`, and after these the
 * route itself, for whom the fact is not known. So a policy says of them all that it says of routes, and nobody who decides,
 * proves or routes has to know of it.
 */

/** Gives the name of a route for one value of the fact that its skills name. */
export const variantOf = (id: string, value: string): string => `${id}.${value}`

/** Tells whether a route is one for a value of a fact. */
export const isVariant = (id: string): boolean => id.includes('.')

/** Tells whether a route is the one named, or that one for some value of a fact. */
export const isOfRoute = (id: string, named: string): boolean =>
  id === named || id.startsWith(variantOf(named, ''))

/** Gives the place that a route has in its document, where those for the values of a fact are one with it. */
export const placeInDocument = (routes: readonly Pick<Route, 'id'>[], at: number): number =>
  routes.slice(0, at).filter(({ id }) => !isVariant(id)).length
