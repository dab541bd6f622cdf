import type { FakeTwilio } from './fakeTwilio.mjs'
import type { LocalRuntime } from './localRuntime.mjs'

export interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly json: Readonly<Record<string, unknown>> | null
}

export interface ExampleWorld {
  readonly twilio: FakeTwilio
  readonly login: { signIn(subject: string, customer: string): Promise<string> }
  readonly runtime: LocalRuntime
  call(
    path: string,
    parameters: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  verify(message: Readonly<Record<string, string>>, method: string, code: string): Promise<string>
  signedInChat(): Promise<{
    readonly conversation: string
    readonly identity: string
    readonly attributes: Readonly<Record<string, string>>
  }>
  stop(): Promise<unknown>
}

export function startExample(settings?: {
  readonly project?: string
  readonly env?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
}): Promise<ExampleWorld>
