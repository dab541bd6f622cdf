export { all, any, FALSE, type Formula, not, TRUE } from './formula.js'
export { openQuestion, type Question, type Solved, type State } from './solve.js'
export { disclosures, isAllowed, isDisclosed, isHolding, isMet, routesTaken } from './statements.js'
export { isAtLeast, isOneOf, isSo, READ, type Terms, WRITE } from './terms.js'
