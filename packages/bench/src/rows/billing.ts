import { engine, isThreadEvent, type ThreadEvent } from '@guichet/core'
import { costOf } from '../table/cost-of.ts'
import type { Race, Row } from '../table/row.ts'
import { supportTraffic } from '../traffic.ts'

/** Ten days from 1 October 2026 on: each answer is a service message, and the first thousand of the month are free. */
const billing = (): Race => {
  const events = supportTraffic(64_000, 4_000)
  const answers = events.length / 4
  const threads = new Map<string, ThreadEvent[]>()
  for (const event of events) {
    if (!isThreadEvent(event)) continue
    const own = threads.get(event.customer) ?? []
    threads.set(event.customer, own)
    own.push(event)
  }
  let charged = 0
  return {
    ours: () =>
      costOf(answers, () => {
        const { charges, absorbAll, initial } = engine()
        charged += charges(absorbAll(initial, events)).length
      }),
    rivals: {
      'refolding every history, no tier': () =>
        costOf(answers, () => {
          const { history } = engine()
          for (const own of threads.values()) charged += history(own).charges.length
        }),
    },
  }
}

export const billingRows: readonly Row[] = [
  {
    row: 'bill',
    what: 'events taken in, and the charges of 16,000 messages with the free tier allotted',
    unit: 'messages a CPU second',
    figure: 'rate',
    target: { rival: 'refolding every history, no tier', atLeast: 3 },
    race: billing,
  },
]
