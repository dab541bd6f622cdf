export interface FakeTwilio {
  readonly url: string
  readonly calls: readonly {
    readonly method: string
    readonly host: string
    readonly path: string
    readonly query: Readonly<Record<string, string>>
    readonly body: Readonly<Record<string, string>>
    readonly answer: { readonly status: number; readonly body: unknown } | null
  }[]
  readonly settings: {
    /** Answers of a host by status, such as `verify.twilio.com` → 503. */
    readonly fail: Map<string, number>
    delay: number
    /** Milliseconds between the parts of an answer. */
    drip: number
    /** Whether every connection is broken off, as while it restarts. */
    isGone: boolean
    /** The auth token of the account: who brings another is refused. `null`: nobody is. */
    token: string | null
    readonly lookups: Map<string, Readonly<Record<string, unknown>>>
    readonly workers: Map<string, Readonly<Record<string, unknown>>>
    jwks?: unknown
  }
  readonly state: {
    code: string
    readonly documents: Map<string, { data: unknown; revision: number }>
    readonly conversations: Map<string, string>
    /** Who is in a conversation, as far as it differs from a participant of Twilio's without an address. */
    readonly participants: Map<string, readonly Readonly<Record<string, unknown>>[]>
    /** What was posted, oldest first. */
    readonly messages: readonly Readonly<Record<string, string>>[]
    readonly closed: Set<string>
    /** When a conversation began. */
    readonly created: Map<string, string>
  }
  /** Forgets what it was sent and what it keeps; how it is set stays. */
  forget(): void
  stop(): Promise<void>
}

export function startFakeTwilio(settings?: { readonly code?: string }): Promise<FakeTwilio>
