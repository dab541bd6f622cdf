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
        readonly messages: {
          create(params: {
            author: string
            body: string
            xTwilioWebhookEnabled: 'true'
          }): Promise<unknown>
        }
      }
    }
  }
}

/** The part of Twilio's client that renewing a web chat's token needs. */
export interface WebChatTokenClient {
  readonly conversations: {
    readonly v1: {
      conversations(sid: string): {
        fetch(): Promise<{ readonly state: string; readonly dateCreated: Date }>
        /** By SID or identity. */
        participants(identity: string): {
          fetch(): Promise<{ readonly identity: string | null }>
        }
      }
    }
  }
}
