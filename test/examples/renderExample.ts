import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import vm from 'node:vm'
import ts from 'typescript'
import { toAgentPanel } from '../../src/twilio/outbound/index.js'

/** What a component shows: its texts in order, and every property of its elements but keys and roles. */
export interface Rendered {
  readonly texts: readonly string[]
  readonly properties: readonly (readonly [string, unknown])[]
}

type Component = (properties: Readonly<Record<string, unknown>>) => unknown
interface Element {
  readonly type: string | Component
  readonly properties: Readonly<Record<string, unknown>>
  readonly children: readonly unknown[]
}

// As much of React as rendering once takes: elements, a state that stays, no effects.
const React = {
  createElement: (
    type: string | Component,
    properties: Readonly<Record<string, unknown>> | null,
    ...children: readonly unknown[]
  ): Element => ({ type, properties: properties ?? {}, children }),
  useState: (first: () => unknown) => [first(), () => undefined],
  useEffect: () => undefined,
}

/** Renders a component of the example plugin once, outside a browser and without React itself. */
export function renderExample(
  name: string,
  properties: Readonly<Record<string, unknown>>,
): Rendered {
  const texts: string[] = []
  const found: (readonly [string, unknown])[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child)
    else if (typeof node === 'string' || typeof node === 'number') texts.push(String(node))
    else if (isElement(node)) {
      if (typeof node.type === 'function') visit(node.type({ ...node.properties }))
      else {
        const shown = Object.entries(node.properties)
        found.push(...shown.filter(([key]) => key !== 'key' && key !== 'role'))
        visit(node.children)
      }
    }
  }
  visit(React.createElement(load(name)[name] ?? (() => null), properties))
  return { texts, properties: found }
}

const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && 'type' in node && 'children' in node

const load = (name: string): Readonly<Record<string, Component>> => {
  const extension = name === 'useNow' ? 'ts' : 'tsx'
  const text = readFileSync(resolve(`examples/flex-plugin/src/${name}.${extension}`), 'utf8')
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.React,
    },
  })
  const exports: Record<string, Component> = {}
  const require = (specifier: string): unknown =>
    specifier === 'react'
      ? React
      : specifier === 'countersign/panel'
        ? { toAgentPanel }
        : load(specifier.replace('./', ''))
  vm.runInNewContext(outputText, { exports, require, Date })
  return exports
}
