import type { Region } from '../diff.js'
import type { TextChange } from '../textChange.js'
import type { Cause } from './causesOf.js'
import type { ChangedLine } from './changedLines.js'

/** Says where a changed line stands: in the new text, or in the old one where it was removed; without text, its key. */
export function sayPlace({ line, oldLine, file, keys }: ChangedLine): string {
  const within = file === undefined ? '' : `${file}, `
  if (line !== undefined)
    return oldLine === undefined || oldLine === line
      ? `${within}line ${line}`
      : `${within}line ${line}, was ${oldLine}`
  return oldLine === undefined ? (keys[0]?.path ?? '') : `${within}old line ${oldLine}`
}

/**
 * Says which lines a difference comes from, each cause once: lines with `and` between are needed together. Empty where it
 * comes from no line of the policy.
 */
export function sayCausesOf(causes: readonly Cause[], difference: Region | TextChange): string {
  const key = keyOf(difference)
  const own = causes.filter(({ regions, changes }) =>
    [...regions, ...changes].some((one) => keyOf(one) === key),
  )
  return [...new Set(own.map(({ lines }) => lines.map(sayPlace).join(' and ')))].join('; ')
}

// A cause may make only a part of a region, which is told by what was answered before and after.
const keyOf = ({ about, name, before, after }: Region | TextChange): string =>
  JSON.stringify([about, name, before, after])
