import { chance } from '../chance.ts'
import type { Lived } from '../day.ts'
import { credentials } from '../scenery.ts'
import type { Disagreements } from './disagreements.ts'

/** Asks the gateway itself, over HTTP, how some threads stood; gives how many were asked. */
export const compareOverHttp = async (
  { truths, exchange, mortal }: Lived,
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
      const path = `/threads/${phoneNumberId}/${customer}?at=${new Date(at).toISOString()}`
      const { status, body } = await exchange.ask({
        url: mortal.url() + path,
        method: 'GET',
        headers: { authorization: `Bearer ${credentials.apiKey}` },
      })
      if (status === 404 && view.phase === 'closed' && view.conversation === null) continue
      asked++
      const told = status === 200 ? (JSON.parse(body) as { view: typeof view }).view : null
      if (told?.phase !== view.phase || told.serviceWindow?.closesAt !== view.serviceWindow?.closesAt)
        found.add('HTTP', `${path}: ${status} ${JSON.stringify(told)}, and should be ${JSON.stringify(view)}`)
    }
  }
  return asked
}
