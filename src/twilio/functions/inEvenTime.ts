const PACE = 1_500

/**
 * Does work and answers no sooner than so many milliseconds after it began, 1,500 unless told otherwise, so that the
 * time taken does not tell whether Twilio was asked.
 */
export async function inEvenTime<T>(
  milliseconds: number | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const pause = new Promise((resolve) => setTimeout(resolve, milliseconds ?? PACE))
  const [done] = await Promise.all([work(), pause])
  return done
}
