import { appOf } from './app.ts'
import { partsOf, type GatewayOptions } from './options.ts'
import { workOnForwards, workOnNotices } from './deliveries/working.ts'
import { workOnOutbox } from './outbox/working.ts'
import { watchRecordings } from './sending/recordings.ts'
import { serving, type Ending, type Gateway } from './serving.ts'
import { webhook } from './webhooks/webhook.ts'

/** Makes a gateway. Throws a `TypeError` where an option is missing or invalid. */
export const gateway = (options: GatewayOptions): Gateway => {
  const ending: Ending = { draining: new AbortController(), isLeaving: false }
  const parts = partsOf(options, { draining: ending.draining.signal, isLeaving: () => ending.isLeaving })
  watchRecordings(parts)
  workOnOutbox(parts)
  workOnForwards(parts)
  workOnNotices(parts)
  const app = appOf(parts)
  const { metrics, log, surroundings, tracing } = parts
  return serving({
    ending,
    webhook: (request) => webhook(request, parts),
    appFor: () => app,
    metrics,
    log,
    tracing,
    now: surroundings.now,
  })
}
