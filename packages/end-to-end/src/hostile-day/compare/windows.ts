import { isLeft, viewToJson } from '@guichet/core'
import type { Runtime } from '@guichet/runtime'
import type { Lived } from '../day.ts'
import type { Disagreements } from './disagreements.ts'

/** How many views were compared, and how many of them showed something. */
export interface WindowsCompared {
  readonly views: number
  readonly open: number
  readonly awaiting: number
  readonly entryPoints: number
}

/** Compares every thread at every instant: window, phase, conversation and entry point. */
export const compareWindows = async (
  { truths }: Pick<Lived, 'truths'>,
  runtime: Runtime,
  found: Disagreements,
): Promise<WindowsCompared> => {
  const counts = { views: 0, open: 0, awaiting: 0, entryPoints: 0 }
  for (const { at, truth } of truths)
    for (const { phoneNumberId, customer, ids, view } of truth.threads) {
      const key = { phoneNumberId, customer }
      const seen = await runtime.view(key, at)
      const name = `${phoneNumberId}/${customer} at ${new Date(at).toISOString()}`
      if (isLeft(seen)) {
        found.add('view', `${name} is too old for the gateway`)
        continue
      }
      counts.views++
      if (view.phase === 'open') counts.open++
      if (view.phase === 'awaiting-customer') counts.awaiting++
      if (view.entryPoint !== null) counts.entryPoints++
      const own = comparable(viewToJson(seen.right))
      const theirs = comparable({ ...view })
      if (own !== theirs)
        found.add('view', `${name} (${ids.join(', ')}):\n  gateway  ${own}\n  WhatsApp ${theirs}`)
    }
  return counts
}

/** What the protocol has of a view, in one order. */
const comparable = (view: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    ['phase', 'serviceWindow', 'conversation', 'entryPoint', 'billedConversations', 'rulebook'].map((name) =>
      sorted(view[name]),
    ),
  )

const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  // How an entry point's end is known is the gateway's own word.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'expiry')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
