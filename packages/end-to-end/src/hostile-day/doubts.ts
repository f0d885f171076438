import type { Told } from './caller.ts'
import type { Order } from './orders.ts'
import type { Excuse } from './rule-refusals.ts'
import type { Whatsapp } from './whatsapp.ts'

/** Which orders may have been sent, as far as the gateway can know. */
export interface Doubts {
  readonly note: (order: Order, told: Told) => void
  /** What may have kept the gateway from knowing that WhatsApp would take it; `null` if nothing did. */
  readonly excuseFor: (order: Order, codes: readonly string[]) => Promise<Excuse | null>
  /** The instant is over: what was on its way in it and came to nothing keeps no place any more. */
  readonly endInstant: () => void
}

/** None yet. */
export const doubtsOf = (whatsapp: Whatsapp): Doubts => {
  const open = new Map<string, Order>()
  const inVain = new Map<string, Order>()
  const mayExplain = async (
    others: readonly Order[],
    order: Order,
    codes: readonly string[],
  ): Promise<boolean> => {
    const orders = others.filter(({ key }) => key !== order.key)
    const isToThem = orders.some((one) => one.person === order.person || one.to === order.to)
    if (codes.some((code) => rates.has(code))) return isToThem
    if (!codes.includes('messaging-limit-reached')) return false
    const { messagingLimit, counted } = await whatsapp.limit()
    const inDoubt = new Set(orders.map(({ person }) => person)).size
    return messagingLimit !== null && counted + inDoubt >= messagingLimit
  }
  return {
    note: (order, { is }) => {
      if (doubtful.has(is)) open.set(order.key, order)
      else open.delete(order.key)
      if (vain.has(is)) inVain.set(order.key, order)
    },
    endInstant: () => inVain.clear(),
    excuseFor: async (order, codes) => {
      if (await mayExplain([...open.values()], order, codes)) return 'messages'
      if (await mayExplain([...open.values(), ...inVain.values()], order, codes)) return 'on their way'
      const { pending, held } = await whatsapp.outbox()
      return pending + held + whatsapp.webhooksUnderWay() > 0 ? 'webhooks' : null
    },
  }
}

const doubtful: ReadonlySet<Told['is']> = new Set<Told['is']>(['unknown', 'lost', 'in-progress'])
/** It had a place while it was on its way, and gave it back: another one may have been refused meanwhile. */
const vain: ReadonlySet<Told['is']> = new Set<Told['is']>(['failed', 'refused-by-whatsapp'])

/** What messages to the same customer count towards. */
const rates: ReadonlySet<string> = new Set(['pair-rate-reached', 'call-permission-requested-lately'])
