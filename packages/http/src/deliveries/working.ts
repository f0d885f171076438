import type { ForwardWork } from '@guichet/runtime'
import type { Parts } from '../parts.ts'
import { forward, signedNotice, type ForwardTarget, type SignedWebhook } from '../webhooks/forward.ts'
import { bytesOf } from '../webhooks/payload.ts'

/** Delivers what waits for each endpoint until the gateway accepts no new request. */
export const workOnForwards = (parts: Parts): void => {
  const { runtime, forwards, draining, log, surroundings, tracing } = parts
  for (const target of forwards) {
    const stop = runtime.forwarding.work({
      queue: target.queue,
      deliver: async (parcel) => {
        const signed = signedFor(target, parcel)
        const { traceparent } = parcel
        const from = traceparent === undefined ? [] : [traceparent]
        const missed =
          signed === null
            ? ({ reason: 'no secret signs events for it any more', fault: 'parcel' } as const)
            : await tracing.span({ name: 'forward', kind: 'consumer', from }, () => forward(signed, target))
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
      onFailure: stoppedFor('forwarding', parts),
    })
    draining.addEventListener('abort', () => void stop(), { once: true })
  }
}

/** What leaves: a webhook with the signature that it came with, an event of ours with that of the endpoint's secret. */
const signedFor = (
  { secret }: ForwardTarget,
  { event, signature, payload }: Parameters<ForwardWork['deliver']>[0],
): SignedWebhook | null => {
  if (event === '*') return { body: bytesOf(payload), signature }
  return secret === null ? null : signedNotice(payload, secret)
}

/** Makes the events that endpoints get, also where there are none any more. */
export const workOnNotices = (parts: Parts): void => {
  const { runtime, forwards, windowClosing, draining } = parts
  const stop = runtime.workOnNotices({
    targets: forwards
      .filter(({ notices }) => notices.length > 0)
      .map(({ queue, notices }) => ({ queue, kinds: notices })),
    closingBefore: windowClosing,
    onFailure: stoppedFor('events', parts),
  })
  draining.addEventListener('abort', () => void stop(), { once: true })
}

const stoppedFor =
  (what: string, { log, surroundings }: Pick<Parts, 'log' | 'surroundings'>) =>
  (failure: unknown): void =>
    log({
      level: 'error',
      event: `${what} stopped for a moment`,
      at: surroundings.now(),
      reason: failure instanceof Error ? failure.name : typeof failure,
    })
