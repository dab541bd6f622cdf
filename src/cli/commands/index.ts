import type { Command } from '../command.js'
import { completionOf } from './completion.js'

/**
 * How each command is loaded, one line each, in the order of the manual. What is typed runs one of them, and a program
 * that loaded all would take longer to start than most commands take to answer.
 */
const LISTED: Readonly<Record<string, () => Promise<Command>>> = {
  decide: async () => (await import('./decide.js')).decide,
  compile: async () => (await import('./compile.js')).compile,
  migrate: async () => (await import('./migrate.js')).migrate,
  scan: async () => (await import('./scan.js')).scan,
  redact: async () => (await import('./redact.js')).redact,
  lint: async () => (await import('./lint.js')).lint,
  test: async () => (await import('./test.js')).test,
  prove: async () => (await import('./prove.js')).prove,
  mutate: async () => (await import('./mutate.js')).mutate,
  explain: async () => (await import('./explain.js')).explain,
  diff: async () => (await import('./diff.js')).diff,
  replay: async () => (await import('./replay.js')).replay,
  report: async () => (await import('./report.js')).report,
  playground: async () => (await import('./playground.js')).playground,
  review: async () => (await import('./review.js')).review,
  init: async () => (await import('./init.js')).init,
  expr: async () => (await import('./expr.js')).expr,
  route: async () => (await import('./route.js')).route,
  workflow: async () => (await import('./workflow.js')).workflow,
  sids: async () => (await import('./sids.js')).sids,
}

/** Loads every command but `completion`, which cannot list itself while it is made. */
const loadListed = async (): Promise<readonly Command[]> =>
  Promise.all(Object.values(LISTED).map((load) => load()))

const LOADED: typeof LISTED = {
  ...LISTED,
  completion: async () => completionOf(await loadListed()),
}

/** The name of every command, that which completes the others in a shell at the end. */
export const commandNames: readonly string[] = Object.keys(LOADED)

/** Loads the command of a name, and what it needs alone; `undefined` where there is none. */
export const loadCommand = async (name: string): Promise<Command | undefined> =>
  Object.hasOwn(LOADED, name) ? LOADED[name]?.() : undefined

/** Loads every command, for what speaks of all of them, such as the manual. */
export const loadCommands = async (): Promise<readonly Command[]> =>
  Promise.all(Object.values(LOADED).map((load) => load()))
