/** What Twilio Verify answers to a right code that was sent to the number which writes in these tests. */
export const APPROVED_CODE = {
  sid: 'VE01',
  to: '+14155550100',
  channel: 'sms',
  status: 'approved',
  valid: true,
} as const
