import { Hono } from 'hono'
import { isStoreFailure } from '@guichet/runtime'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { readinessOf } from './readiness.ts'

/** Liveness, readiness and metrics. */
export const operations = ({ runtime, metrics, isLeaving, clock, log, surroundings }: Parts): Hono => {
  const readiness = readinessOf({
    prove: () => proved(runtime, log, surroundings),
    steady: () => performance.now(),
  })
  return new Hono()
    .get('/healthz', () => Response.json({ status: 'alive' }, { headers }))
    .get('/readyz', async () => {
      if (isLeaving())
        return problem('draining', 'The gateway is shutting down. Send requests to another instance.')
      const reason = await readiness()
      return reason === null
        ? Response.json({ status: 'ready', ...clockDetail(clock) }, { headers })
        : problem('store-unavailable', reason)
    })
    .get('/metrics', async () => {
      if (metrics.text === null)
        return problem('not-found', 'This gateway counts nothing: it was made without the option `metrics`.')
      const { text, contentType } = await metrics.text()
      return new Response(text, { headers: { ...headers, 'content-type': contentType } })
    })
}

/** The reason goes to the log, which may name the store's address. */
const proved = async (
  runtime: Parts['runtime'],
  log: Parts['log'],
  { now }: Parts['surroundings'],
): Promise<void> => {
  try {
    await runtime.proveStore()
  } catch (thrown) {
    const reason = isStoreFailure(thrown)
      ? thrown.kind
      : thrown instanceof Error
        ? thrown.name
        : typeof thrown
    log({ level: 'error', event: 'not ready', at: now(), reason })
    throw thrown
  }
}

/** A wrong clock stops no request, but the operator has to know. */
const clockDetail = (clock: Parts['clock']): { readonly clock?: object } =>
  clock.isOff()
    ? {
        clock: {
          skewSeconds: clock.skew() / 1000,
          detail: "The clock of this machine differs from WhatsApp's. Synchronise it, for instance by NTP.",
        },
      }
    : {}

const headers = { 'cache-control': 'no-store' }
