import { isAbsentOr, isRecord, isTexts, type Reason } from '../model/index.js'
import { toOwnKinds } from './ownKinds.js'

/**
 * Why a text was not looked through: it is no text, or what to look for cannot be read. The caller
 * is at fault, and yet nothing throws: a decision is under way.
 */
export const UNREADABLE: Reason = { code: 'unreadable_input' }

/**
 * Tells whether a text and what to look for in it can be read at all. They come over a wire as
 * often as from typed code, and what cannot be read was not looked through. An option that is not
 * known is let be.
 */
export function isReadable(text: unknown, options: unknown): boolean {
  try {
    return typeof text === 'string' && isOptions(options)
  } catch {
    return false
  }
}

const isOptions = (options: unknown): boolean =>
  isRecord(options) &&
  isAbsentOr(options['regions'], isTexts) &&
  isAbsentOr(options['types'], isTexts) &&
  isAbsentOr(options['allow'], isTexts) &&
  isAbsentOr(options['asked'], (asked) => typeof asked === 'string') &&
  isAbsentOr(options['identifiers'], (own) => toOwnKinds(own) !== null) &&
  isAbsentOr(options['finders'], isFunctions) &&
  // A budget that is no number would be no bound.
  isAbsentOr(options['budget'], (budget) => typeof budget === 'number' && !Number.isNaN(budget))

const isFunctions = (value: unknown): boolean =>
  Array.isArray(value) && value.every((finder) => typeof finder === 'function')
