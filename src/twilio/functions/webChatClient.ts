/** The part of Twilio's client that starting a web chat needs. */
export interface WebChatClient {
  readonly flexApi: {
    readonly v2: {
      readonly webChannels: {
        create(params: {
          addressSid: string
          customerFriendlyName: string
          preEngagementData: string
          identity?: string
        }): Promise<{ readonly conversationSid: string; readonly identity: string }>
      }
    }
  }
  readonly conversations: {
    readonly v1: {
      conversations(sid: string): {
        fetch(): Promise<{ readonly attributes: string }>
        update(params: { attributes: string }): Promise<unknown>
      }
    }
  }
}
