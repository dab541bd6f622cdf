import { actionsOf, type PolicyDocument } from '../../src/policy/index.js'
import type { Choose } from '../trust/evidenceWorld.js'
import { makePolicy } from './policies.js'
import { CLASS_NAMES, pick } from './words.js'

/** Makes a policy again with one of its parts taken from another: mostly a small change, sometimes none. */
export function changePolicy(choose: Choose, document: PolicyDocument): PolicyDocument {
  const other = makePolicy(choose)
  const part = pick(choose, [
    'classes',
    'classes',
    'actions',
    'routes',
    'stepUp',
    'redact',
    'risk',
    'issuers',
    'methods',
    'refuses',
    'channels',
    'regions',
    'packs',
    'packs',
    'version',
    'facts',
    'roles',
    'break_glass',
    'break_glass',
    'counters',
    'knowledge',
    'knowledge',
    'zone',
    'identifiers',
    'allow',
    'fields',
    'notify',
    'age',
    'age',
  ] as const)
  switch (part) {
    case 'version':
      return { ...document, version: 2, policy: 'another-name', description: 'the same' }
    case 'classes':
      return {
        ...document,
        classes: { ...document.classes, ...sameNames(other.classes, document.classes) },
      }
    case 'actions':
      return {
        ...document,
        actions: { ...document.actions, ...sameNames(other.actions ?? {}, document.actions ?? {}) },
      }
    case 'fields':
      return {
        ...document,
        classes: Object.fromEntries(
          Object.entries(document.classes).map(([name, one]) => [
            name,
            { ...one, fields: [...(one.fields ?? []).slice(1), `${pick(choose, CLASS_NAMES)}.*`] },
          ]),
        ),
      }
    case 'age':
      return {
        ...document,
        actions: Object.fromEntries(
          Object.entries(actionsOf(document)).map(([name, { maxAge, ...one }]) => [
            name,
            maxAge === undefined ? { ...one, maxAge: '24h' } : one,
          ]),
        ),
      }
    case 'notify':
      return {
        ...document,
        actions: Object.fromEntries(
          Object.entries(actionsOf(document)).map(([name, { notify: _, ...one }]) => [name, one]),
        ),
      }
    default: {
      const { [part]: _, ...rest } = document
      const value = other[part]
      // What the other does not say is taken away.
      return {
        ...rest,
        routes: document.routes,
        ...(value !== undefined && { [part]: value }),
      }
    }
  }
}

const sameNames = <Value>(
  from: Readonly<Record<string, Value>>,
  like: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(from)
      .filter(([name]) => name in like)
      .slice(0, 1),
  )
