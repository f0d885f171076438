import type { Instant } from '@guichet/core'
import { askOnce, type Call, type CallerInput } from './caller.ts'

/** The callers' requests to the gateway: first ones, and those that are asked again. */
export interface Traffic {
  /** Asks whatever is due; resolves once all of it is answered but what never will be. */
  readonly askDue: (at: Instant) => Promise<void>
  /** Repeats every request without a final answer; resolves once all of them are answered or given up. */
  readonly askOpen: () => Promise<void>
  /** Resolves once everything is answered or given up. */
  readonly quiet: () => Promise<void>
  /** How many requests were begun, and how many are under way. */
  readonly begun: () => number
  readonly underWay: () => number
}

export interface TrafficInput extends CallerInput {
  /** In the order of their time. */
  readonly calls: readonly Call[]
  /** Will WhatsApp never answer the order of that key? */
  readonly isHanging: (key: string) => boolean
  /** Resolves when there is another such order. */
  readonly nextHanging: () => Promise<void>
  /** Called whenever a request was begun. */
  readonly onBegun: () => void
}

/** More at once than WhatsApp lets pass in a second would only be throttled. */
const mostAtOnce = 60

/** Nothing is asked yet. */
export const trafficOf = ({ calls, isHanging, nextHanging, onBegun, ...caller }: TrafficInput): Traffic => {
  const underWay = new Map<Promise<void>, Call>()
  const again = new Set<Call>()
  let next = 0
  let begun = 0

  const ask = (call: Call): void => {
    begun++
    const one = askOnce(call, caller).finally(() => {
      underWay.delete(one)
      if (call.againAt !== null) again.add(call)
    })
    underWay.set(one, call)
  }
  const unanswered = (): readonly Promise<void>[] =>
    [...underWay].flatMap(([one, { order }]) => (isHanging(order.key) ? [] : [one]))
  const answered = async (): Promise<void> => {
    for (let open = unanswered(); open.length > 0; open = unanswered())
      await Promise.race([...open, nextHanging()])
  }
  const quiet = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.race(underWay.keys())
  }
  const takeDue = (at: Instant): readonly Call[] => {
    const due = [...again].filter(({ againAt }) => againAt !== null && againAt <= at)
    for (const call of due) again.delete(call)
    for (let call = calls[next]; call !== undefined && call.order.at <= at; call = calls[++next])
      due.push(call)
    return due
  }
  return {
    askDue: async (at) => {
      for (const call of takeDue(at)) {
        const isFirst = call.told.length === 0
        ask(call)
        if (call.order.isDoubled && isFirst) ask(call)
        onBegun()
        if (underWay.size >= mostAtOnce) await answered()
      }
      await answered()
    },
    askOpen: async () => {
      for (const call of calls.filter(isOpen)) {
        ask(call)
        if (underWay.size >= mostAtOnce) await answered()
      }
      await quiet()
    },
    quiet,
    begun: () => begun,
    underWay: () => underWay.size,
  }
}

/** Does a caller still not know what became of an order? */
const isOpen = ({ told }: Call): boolean => {
  const last = told.at(-1)?.is
  return last !== 'accepted' && last !== 'refused-by-rule' && last !== 'refused-by-whatsapp'
}
