/**
 * Asks about each of a stream and delivers the answers in the stream's order, however they come. The stream is read no
 * further while `most` have been asked and not yet delivered: that is all the memory it takes.
 *
 * The first failure ends it: nothing after a failed answer or delivery is delivered; what was read before the stream
 * itself failed still is.
 */
export async function inOrder<Input, Answer>(
  stream: AsyncIterable<Input>,
  ask: (input: Input) => Answer | Promise<Answer>,
  deliver: (answer: Answer) => void | Promise<void>,
  most: number,
): Promise<void> {
  const underWay: Promise<void>[] = []
  let last = Promise.resolve()
  try {
    for await (const input of stream) {
      last = deliverAfter(last, ask(input), deliver)
      underWay.push(last)
      if (underWay.length >= most) await underWay.shift()
    }
  } finally {
    await last
  }
}

/** Hands an answer on once the one before it was handed on. */
function deliverAfter<Answer>(
  before: Promise<void>,
  answer: Answer | Promise<Answer>,
  deliver: (answer: Answer) => void | Promise<void>,
): Promise<void> {
  const delivered = before.then(() => answer).then(deliver)
  // Whoever waits for them hears of their failure. Until then Node would end the process
  // over a rejection that nobody has heard of, so each is given a listener that does
  // nothing.
  for (const heard of [delivered, Promise.resolve(answer)]) heard.catch(() => undefined)
  return delivered
}
