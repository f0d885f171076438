import { secondsAfter } from '../time/instant.ts'
import type { Customer, Thread, World } from '../world/world.ts'
import { arrive, plan, read } from './delivery.ts'

const threadsOf = (world: World, customer: Customer): readonly Thread[] =>
  world.settings.phoneNumbers.flatMap(({ id }) => world.threads.get(`${id} ${customer.number}`) ?? [])

/** The phone is off: messages wait from now on. */
export const goSilent = (customer: Customer): void => {
  customer.isReachable = false
}

/** The phone is on again, and waiting messages arrive. */
export const comeBack = (world: World, customer: Customer): void => {
  if (customer.isReachable) return
  customer.isReachable = true
  const soon = secondsAfter(world.agenda.now(), 1)
  for (const thread of threadsOf(world, customer)) {
    for (const message of thread.waiting) plan(world, message, soon, (at) => arrive(world, message, at))
    thread.waiting = []
  }
}

/** The customer reads all delivered messages; returns their number. */
export const readAll = (world: World, customer: Customer): number => {
  let count = 0
  for (const thread of threadsOf(world, customer))
    for (const { id } of thread.facts.filter(({ type }) => type === 'business-messaged')) {
      const message = world.messages.get(id)
      if (message?.fate !== 'delivered') continue
      read(world, message)
      count++
    }
  return count
}
