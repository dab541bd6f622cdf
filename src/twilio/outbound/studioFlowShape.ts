/** One comparison of a split. Studio ignores case and outer white space in it. */
export interface SplitCondition {
  readonly friendly_name: string
  readonly arguments: readonly [string]
  readonly type: 'equal_to' | 'matches_any_of' | 'contains' | 'starts_with'
  readonly value: string
}

/** Where a widget leads to on one event. Without `next` the execution ends there. */
export interface StudioTransition {
  readonly event: string
  readonly next?: string
  readonly conditions?: readonly SplitCondition[]
}

type WidgetType =
  | 'trigger'
  | 'run-function'
  | 'split-based-on'
  | 'set-variables'
  | 'send-and-wait-for-reply'
  | 'send-message'
  | 'send-to-flex'

/** One widget, wherever it stands. Every property is text but for lists, as Studio's own validation wants it. */
export interface StudioWidget {
  /** Other widgets name it: `widgets.NAME.parsed`. */
  readonly name: string
  readonly type: WidgetType
  /** Where it leads to, by event. */
  readonly transitions: readonly StudioTransition[]
  readonly properties: Readonly<Record<string, unknown>>
}

/** A widget on Studio's canvas. */
export interface StudioState extends StudioWidget {
  readonly properties: StudioWidget['properties'] & {
    /** Where it stands, in pixels. */
    readonly offset: { readonly x: number; readonly y: number }
  }
}

/**
 * A flow definition, ready for `POST /v2/Flows`
 * (https://www.twilio.com/docs/studio/rest-api/v2/schemas).
 */
export interface StudioFlow {
  /** What it is for, as Studio shows it. */
  readonly description: string
  /** Its widgets, each with where it leads. */
  readonly states: readonly StudioState[]
  /** The widget that it begins with. */
  readonly initial_state: 'Trigger'
  /** What Twilio asks of every flow. */
  readonly flags: { readonly allow_concurrent_calls: boolean }
}
