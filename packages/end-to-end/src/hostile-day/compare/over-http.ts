import type { Instant } from '@guichet/core'
import { chance } from '../chance.ts'
import type { Lived } from '../day.ts'
import { credentials } from '../scenery.ts'
import type { Disagreements } from './disagreements.ts'

interface Seen {
  readonly path: string
  readonly status: number
  readonly shown: unknown
  readonly isSame: boolean
}

/** Asks the gateway itself, over HTTP, how some threads stood; gives how many were asked. */
export const compareOverHttp = async (
  { truths, exchange, mortal, skew }: Lived,
  seed: number,
  found: Disagreements,
): Promise<number> => {
  const roll = chance(seed + 4)
  const most = 100
  let asked = 0
  for (const { at, truth } of truths) {
    const share = most / truth.threads.length
    for (const [index, { phoneNumberId, customer, view }] of truth.threads.entries()) {
      if (roll('over HTTP', at, index) >= share) continue
      const seenAt = async (instant: Instant): Promise<Seen> => {
        const path = `/threads/${phoneNumberId}/${customer}?at=${new Date(instant).toISOString()}`
        const { status, body } = await exchange.ask({
          url: mortal.url() + path,
          method: 'GET',
          headers: { authorization: `Bearer ${credentials.apiKey}` },
        })
        const shown = status === 200 ? (JSON.parse(body) as { view: typeof view }).view : null
        const isSame =
          (status === 404 && view.phase === 'closed' && view.conversation === null) ||
          (shown?.phase === view.phase && shown.serviceWindow?.closesAt === view.serviceWindow?.closesAt)
        return { path, status, shown, isSame }
      }
      const { path, status, shown, isSame } = await seenAt(at)
      if (status !== 404 || !isSame) asked++
      // A message whose answer was lost is dated by the gateway's clock.
      if (isSame || (skew !== 0 && (await seenAt(at + skew)).isSame)) continue
      found.add('HTTP', `${path}: ${status} ${JSON.stringify(shown)}, and should be ${JSON.stringify(view)}`)
    }
  }
  return asked
}
