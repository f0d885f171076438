import type { Parts } from '../parts.ts'
import { forward } from '../webhooks/forward.ts'
import { bytesOf } from '../webhooks/payload.ts'

/** Delivers what waits for each endpoint until the gateway accepts no new request. */
export const workOnForwards = ({ runtime, forwards, draining, log, surroundings }: Parts): void => {
  for (const target of forwards) {
    const stop = runtime.forwarding.work({
      queue: target.queue,
      deliver: async ({ signature, payload }) => {
        const missed = await forward({ body: bytesOf(payload), signature }, target)
        if (missed !== null)
          log({
            level: 'warn',
            event: 'webhook not forwarded',
            at: surroundings.now(),
            reason: missed.reason,
          })
        return missed
      },
      onDead: (delivery, reason) =>
        log({ level: 'error', event: 'webhook given up', at: surroundings.now(), delivery, reason }),
      onFailure: (failure) =>
        log({
          level: 'error',
          event: 'forwarding stopped for a moment',
          at: surroundings.now(),
          reason: failure instanceof Error ? failure.name : typeof failure,
        }),
    })
    draining.addEventListener('abort', () => void stop(), { once: true })
  }
}
