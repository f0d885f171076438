import { templatesListed, type NotListed, type TemplatesReading } from '@guichet/cloud-api'
import type { ListedTemplate } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { memoryStore, type Store } from '@guichet/runtime'
import type { ListWanted } from '../../src/index.ts'
import { bell, type Bell } from './bell.ts'
import { secrets, worldOf, type World } from './world.ts'

export const account = '200'
export const ready: ListedTemplate = {
  name: 'order_ready',
  language: 'en_US',
  status: 'APPROVED',
  category: 'utility',
}

/** A gateway whose lists are read by hand: `answers` are what reading comes to, then the list of one template. */
export interface Kept extends World {
  readonly bell: Bell
  readonly wanted: ListWanted[]
  readonly answers: ((wanted: ListWanted) => Promise<TemplatesReading>)[]
  readonly lists: () => Promise<unknown>
}

const worlds: Kept[] = []

export const kept = async (store: Store = memoryStore()): Promise<Kept> => {
  const ringing = bell()
  const wanted: ListWanted[] = []
  const answers: Kept['answers'] = []
  const readList = async (one: ListWanted): Promise<TemplatesReading> => {
    wanted.push(one)
    return (answers.shift() ?? listed(ready))(one)
  }
  const world = await worldOf({ store, options: { templates: { readList, timer: ringing.timer } } })
  const lists = async (): Promise<unknown> => Object(JSON.parse((await world.ask('/templates')).text)).lists
  const made = { ...world, bell: ringing, wanted, answers, lists }
  worlds.push(made)
  return made
}

/** Ends all of them; after each test. */
export const endAll = async (): Promise<void> => {
  for (const { gateway, close } of worlds.splice(0)) {
    await gateway.drain()
    await close()
  }
}

export const listed =
  (...templates: readonly ListedTemplate[]): Kept['answers'][number] =>
  async ({ at }) =>
    right(templatesListed({ account, at, templates }))

export const failing =
  (why: NotListed): Kept['answers'][number] =>
  async () =>
    left(why)

export const lostToken: NotListed = {
  outcome: 'refused',
  status: 401,
  code: 190,
  message: `Session of ${secrets.accessToken} has expired`,
  fault: 'access',
  freesKey: true,
  retryAfter: null,
  raw: {},
}

/** Lets time pass, second by second as far as anybody looks. */
export const pass = async ({ clock, bell: { ring } }: Kept, time: number): Promise<void> => {
  clock.now += time
  await ring(1_000)
}

/** An instant as JSON has it. */
export const iso = (at: number): string => new Date(at).toISOString()
