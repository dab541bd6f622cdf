/**
 * What talks to others: Twilio Functions and webhooks. This door needs Node 20 or later, for it loads the `twilio`
 * client; workers at the edge, browsers and other engines have the other doors, which need nothing.
 *
 * A handler answers whatever happens: what it cannot check is refused or withheld, with a code. Keys
 * and clients come in by its settings, and none is read from the environment.
 *
 * @packageDocumentation
 */

// The policy that a build left beside the Function, read once and refused where it was changed
// since.
export { readStampedPolicy } from './decide/index.js'
// Handlers, and what they are given: directories of customers, stores, and checks of who calls.
export * from './twilio/functions/index.js'
