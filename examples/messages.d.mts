import type { ExampleWorld } from './exampleWorld.mjs'

export interface ExampleMessage {
  readonly who: string
  send(): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  readonly expect: Readonly<Record<string, string>>
}

export function messages(world: ExampleWorld): readonly ExampleMessage[]
