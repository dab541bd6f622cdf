/** The part of Twilio's client that starting a web chat needs. */
export interface WebChatClient {
  /** As in Twilio's client: makes the conversation of a web chat. */
  readonly flexApi: {
    readonly v2: {
      readonly webChannels: {
        create(params: {
          // `IG…`, the Conversations address of type `chat`.
          addressSid: string
          customerFriendlyName: string
          // JSON text, 16 KB at most.
          preEngagementData: string
          // Left out for a guest, for whom Twilio makes a random one.
          identity?: string
        }): Promise<{ readonly conversationSid: string; readonly identity: string }>
      }
    }
  }
  /** As in Twilio's client: the conversation, and its first message. */
  readonly conversations: {
    readonly v1: {
      conversations(sid: string): {
        fetch(): Promise<{ readonly attributes: string }>
        update(params: { attributes: string }): Promise<unknown>
        readonly messages: {
          create(params: {
            author: string
            body: string
            // Without it a message by the API starts no flow.
            xTwilioWebhookEnabled: 'true'
          }): Promise<unknown>
        }
      }
    }
  }
}

/** The part of Twilio's client that renewing a web chat's token needs. */
export interface WebChatTokenClient {
  /** As in Twilio's client: the conversation, and who takes part in it. */
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
