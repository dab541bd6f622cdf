/**
 * The forms of a compiled policy that this runtime reads, newest last. Version 1 is the first release's. Version 2 is any
 * that says something the first could not, so a policy which needs nothing newer goes on being written, and read, as 1.
 */
export const SHAPE_VERSIONS = [1, 2] as const

/** A form of a compiled policy. */
export type ShapeVersion = (typeof SHAPE_VERSIONS)[number]

/** The form of a decision record. What is added to it may be left out, so that there is one so far. */
export const RECORD_VERSION = 1

/** The word that a record is known by. */
export const RECORD_FORM = `countersign/${RECORD_VERSION}` as const

/** Gives the version that a form newer than all of these has; `null` for what is none, or is known. */
export const newerThan = (version: unknown, newest: number): number | null =>
  typeof version === 'number' && Number.isInteger(version) && version > newest && version < LATEST
    ? version
    : null

// No number beyond this is a version: it is something else, and is not repeated.
const LATEST = 1_000
