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

function deliverAfter<Answer>(
  before: Promise<void>,
  answer: Answer | Promise<Answer>,
  deliver: (answer: Answer) => void | Promise<void>,
): Promise<void> {
  const delivered = before.then(() => answer).then(deliver)
  // Heard when they are waited for; until then they are no unhandled rejections.
  for (const heard of [delivered, Promise.resolve(answer)]) heard.catch(() => undefined)
  return delivered
}
