/** The longest a task may wait in one place, in seconds: two weeks (https://www.twilio.com/docs/taskrouter/limits). */
export const LONGEST_WAIT = 1_209_600

/** The largest priority of a task, the same page says: a 32-bit number. */
export const LARGEST_PRIORITY = 2_147_483_647
