import { engine, type State } from '@guichet/core'
import { cpu } from '../measure.ts'
import { answered, phoneNumberId } from './traffic.ts'

/** A question after each event, in milliseconds of the processor an event: while there are few, and after many. */
export interface Asking {
  readonly few: number
  readonly many: number
}

const until = Date.UTC(2026, 10, 20)
const customer = '33639980001'
const measured = 1_000

/**
 * Absorbs so many events of one customer and asks after each. The last thousand are measured, and as many
 * that come first to fresh customers, twenty each.
 */
export const askingAfterEach = (events: number): Asking => {
  const subject = engine()
  const traffic = answered(customer, Math.ceil(events / 4), until)
  const take = (from: State, part: typeof traffic, who: string): State => {
    let state = from
    for (const event of part) {
      state = subject.absorb(state, event).state
      subject.ask(state, { phoneNumberId, customer: who }, { kind: 'service' }, event.at)
    }
    return state
  }
  const fresh = Array.from({ length: measured / 20 }, (_, index) => ({
    who: `4474${index}`,
    part: answered(`4474${index}`, 5, until),
  }))
  const flood = take(subject.initial, traffic.slice(0, -measured), customer)
  let others = subject.initial
  const few = cpu(() => {
    for (const { who, part } of fresh) others = take(others, part, who)
  })
  const many = cpu(() => take(flood, traffic.slice(-measured), customer))
  return { few: few / measured, many: many / measured }
}
