import { isLeft, isRight, viewToJson, type Duration, type Instant } from '@guichet/core'
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
  { truths, skew }: Pick<Lived, 'truths' | 'skew'>,
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
      const isSeen = async (): Promise<boolean> => {
        if (isSame(own, theirs, Math.abs(skew))) return true
        const bySkewedClock = await runtime.view(key, at + skew)
        return (
          isRight(bySkewedClock) &&
          isSame(comparable(viewToJson(bySkewedClock.right)), theirs, Math.abs(skew))
        )
      }
      if (!(await isSeen()))
        found.add('view', `${name} (${ids.join(', ')}):\n  gateway  ${own}\n  WhatsApp ${theirs}`)
    }
  return counts
}

/**
 * The same words, and instants that are no further apart than the gateway's clock is wrong: a message whose answer was
 * lost is dated by that clock. So the gateway may also see it as much earlier or later.
 */
const isSame = (own: string, theirs: string, slack: Duration): boolean => {
  const [ours, others] = [instantsIn(own), instantsIn(theirs)]
  return (
    own.replaceAll(instant, '') === theirs.replaceAll(instant, '') &&
    ours.every((at, index) => Math.abs(at - (others[index] ?? NaN)) <= slack)
  )
}

const instant = /\d{4}-\d\d-\d\dT[\d:.]+Z/g

const instantsIn = (text: string): readonly Instant[] => (text.match(instant) ?? []).map(Date.parse)

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
