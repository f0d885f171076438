import { join } from 'node:path'
import { sqliteStore } from '@guichet/store-sqlite'
import { isThreadEvent, type Event } from '@guichet/core'
import { timeAsync } from '../measure.ts'
import { endlessThread } from '../traffic.ts'
import { receiver } from './receiver.ts'
import { inFolder } from './sqlite.ts'

/** What an event costs at the start of a thread's life, and after so many others, in milliseconds. */
export interface Ageing {
  readonly young: number
  readonly old: number
}

const chunk = 1_000
/** Single events, each with a commit of its own. */
const measured = 300

/** The cost of one event and one commit in a thread on SQLite: the first ones, and those after `age` others. */
export const ageing = (age: number): Promise<Ageing> =>
  inFolder(async (folder) => {
    const subject = receiver(await sqliteStore({ path: join(folder, 'guichet.db') }))
    const events = [...endlessThread(age + 2 * measured)]
    const one = async (from: number): Promise<number> => {
      const cost = await timeAsync(async () => {
        for (const event of events.slice(from, from + measured)) await subject.record([event])
      })
      return cost / measured
    }
    await subject.record(otherThread(events.slice(0, measured)))
    const young = await one(0)
    for (let next = measured; next < age; next += chunk)
      await subject.record(events.slice(next, Math.min(next + chunk, age)))
    const old = await one(age)
    await subject.close()
    return { young, old }
  })

/** Warms up the machine without touching the thread. */
const otherThread = (events: readonly Event[]): readonly Event[] =>
  events.map((event) => (isThreadEvent(event) ? { ...event, customer: 'another' } : event))
