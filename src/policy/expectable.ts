/** What a test may expect besides classes and actions. */
export type Expectable = (typeof EXPECTABLE)[number]

/**
 * The words of `Expectable`. No class and no action may have one of these names (`reserved_name`,
 * `duplicate_name`), so that a test says one thing.
 */
export const EXPECTABLE = [
  'trust',
  'read',
  'resolution',
  'route',
  'queue',
  'priority',
  'step_up',
  'reason',
  'acting_for',
  'acting_as',
  'break_glass',
  'notices',
] as const
