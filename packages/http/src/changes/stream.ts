import type { Feed } from './feed.ts'

/** A feed as the body of a response, for one client. Nothing is written ahead of what the client reads. */
export const streamOf = (feed: Feed): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let isCancelled = false
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const text = await feed.next()
        if (text !== null) controller.enqueue(encoder.encode(text))
        else if (!isCancelled) controller.close()
      },
      cancel: () => {
        isCancelled = true
        feed.end()
      },
    },
    { highWaterMark: 0 },
  )
}
