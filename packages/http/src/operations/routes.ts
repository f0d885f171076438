import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'

/** Whether the gateway lives, whether it can work, and what it has counted. */
export const operations = ({ runtime, metrics, isLeaving, clock }: Parts): Hono =>
  new Hono()
    .get('/healthz', () => Response.json({ status: 'alive' }, { headers }))
    .get('/readyz', async () => {
      if (isLeaving()) return problem('draining', 'Send requests elsewhere.')
      return (await isReachable(runtime))
        ? Response.json({ status: 'ready', ...clockDetail(clock) }, { headers })
        : problem('store-unavailable', 'The store does not answer; see the log.')
    })
    .get('/metrics', async () => {
      const text = await metrics.text()
      return new Response(text, { headers: { ...headers, 'content-type': metrics.contentType } })
    })

/** A clock that is wrong keeps nobody from working, but whoever runs the gateway has to know. */
const clockDetail = (clock: Parts['clock']): { readonly clock?: object } =>
  clock.isOff()
    ? {
        clock: {
          skewSeconds: clock.skew() / 1000,
          detail:
            'The clock of this machine differs from that of WhatsApp; synchronise it, for instance by NTP.',
        },
      }
    : {}

const headers = { 'cache-control': 'no-store' }

/** A store that takes longer to read one row counts as unreachable, in milliseconds. */
const patience = 2_000

const isReachable = async (runtime: Parts['runtime']): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience)
  })
  const read = runtime.openIntents(1).then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([read, late])
  } finally {
    clearTimeout(timer)
  }
}
