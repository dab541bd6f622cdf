import type { Request } from '../../model/index.js'
/**
 * The part of a Verify check or start that is read; the SDK's names and the wire's are the same
 * here.
 */
export interface VerifyResult {
  /** `VE…`; of a check, that of the verification it is of. */
  readonly sid: string
  /** The address without a prefix, also by WhatsApp. */
  readonly to: string
  /** How it was sent: `sms`, `call`, `whatsapp`, `email`, `rcs`. */
  readonly channel: string
  /** `approved`, `pending`, and those of a verification that is over. */
  readonly status: string
  /** Of old; `status` says it. */
  readonly valid: boolean
  /** What the code was shown for, where it was for a payment. */
  readonly amount?: string | null
  readonly payee?: string | null
}

/** What a payment's code is bound to (PSD2 dynamic linking); both or neither. */
type VerifyPayment = Pick<Request, 'amount' | 'payee'>

/** One Verify service: what sends codes, and what checks them. */
export interface VerifyService {
  /** Sends codes. */
  readonly verifications: {
    create(params: VerifyPayment & { to: string; channel: string }): Promise<VerifyResult>
  }
  readonly verificationChecks: {
    create(params: VerifyPayment & { verificationSid: string; code: string }): Promise<VerifyResult>
  }
}

/** The part of Twilio's client that Verify needs; `context.getTwilioClient()` has it. */
export interface VerifyClient {
  /** As in Twilio's client: Verify, version 2. */
  readonly verify: { readonly v2: { services(sid: string): VerifyService } }
}

/** Step-up methods that send a code, and the channel Verify sends each by. */
export const VERIFY_CHANNELS = {
  verify_sms: 'sms',
  verify_call: 'call',
  verify_whatsapp: 'whatsapp',
  verify_rcs: 'rcs',
  verify_email: 'email',
} as const

/** A step-up method that sends a code. */
export type VerifyMethod = keyof typeof VERIFY_CHANNELS

/** Tells whether a value names a method that sends a code. */
export const isVerifyMethod = (value: unknown): value is VerifyMethod =>
  typeof value === 'string' && Object.hasOwn(VERIFY_CHANNELS, value)
