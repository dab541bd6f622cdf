/** The part of Twilio's client that rewriting a message after it was published needs. */
export interface PublishedClient {
  /** As in Twilio's client: messages of a conversation. */
  readonly conversations: {
    readonly v1: {
      conversations(sid: string): {
        messages(sid: string): {
          fetch(): Promise<{
            readonly body: string | null
            readonly attributes: string | null
            readonly media: unknown
          }>
          // Without a header of its own a change by the API is told to no webhook, so that nothing comes round again.
          update(params: { body?: string; attributes?: string }): Promise<unknown>
          remove(): Promise<unknown>
        }
      }
    }
  }
}
