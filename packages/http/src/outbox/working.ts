import type { Parts } from '../parts.ts'
import { sendCounted } from '../sending/send.ts'

/** Sends what is due in the outbox until the gateway accepts no new request. */
export const workOnOutbox = (parts: Parts): void => {
  const { runtime, draining, log, surroundings, tracing } = parts
  const stop = runtime.workOnOutbox({
    send: (request) =>
      tracing.span({ name: 'send from the outbox', kind: 'consumer' }, () =>
        sendCounted('outbox', request, parts),
      ),
    onFailure: (failure) =>
      log({
        level: 'error',
        event: 'outbox stopped for a moment',
        at: surroundings.now(),
        reason: failure instanceof Error ? failure.name : typeof failure,
      }),
  })
  draining.addEventListener('abort', () => void stop(), { once: true })
}
