import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import settings from '../examples/functions/studio/settings.json' with { type: 'json' }
import type { StudioWant } from '../src/twilio/outbound/index.js'

/** The project that `countersign init` copies. */
export const PROJECT = resolve(import.meta.dirname, '../examples/functions')

/** The policy a new project starts from. */
export const POLICY = readFileSync(join(PROJECT, 'assets/policy.private.yaml'), 'utf8')

/** What people come for in a new project. */
export const WANTS: readonly StudioWant[] = settings.wants.map(({ words, classes, actions }) => ({
  words,
  ...(classes !== undefined && { classes }),
  ...(actions !== undefined && { actions }),
}))

/** How often a code may be typed in a new project. */
export const { tries: TRIES } = settings
