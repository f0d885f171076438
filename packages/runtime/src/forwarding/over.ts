import { backlogTogether } from './backlog.ts'
import type { Forwarding } from './forwarding.ts'

/** The forwarding of several stores as one. */
export const forwardingOver = (all: readonly Forwarding[]): Forwarding => ({
  work: (work) => {
    const stops = all.map((one) => one.work(work))
    return async () => void (await Promise.all(stops.map((stop) => stop())))
  },
  list: async (query) => {
    const lists = await Promise.all(all.map((one) => one.list(query)))
    return lists
      .flat()
      .sort((one, other) => other.madeAt - one.madeAt)
      .slice(0, query.limit)
  },
  backlog: async (queues) => backlogTogether(await Promise.all(all.map((one) => one.backlog(queues)))),
  resend: async (id) => {
    const found = await Promise.all(all.map((one) => one.resend(id)))
    return found.find((one) => one !== null) ?? null
  },
})
