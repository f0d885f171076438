import { expect, it } from 'vitest'
import { cell } from '../src/page/cell.ts'
import { serverClock } from '../src/page/clock.ts'
import { refreshOf } from '../src/page/refresh.ts'
import type { Client } from '../src/page/server/client.ts'
import { initialState } from '../src/page/state.ts'
import { virtualTime } from './support/virtual-time.ts'

const everything = [
  // The first one, because nothing waits for it.
  '/spend',
  '/threads?closing-within=PT24H&limit=1000',
  '/threads?reply-within=PT24H&limit=1000',
  '/intents',
  '/templates',
  '/findings',
  '/phone-numbers',
  '/readyz',
]

/** What a page that hears of that change asks for, and whether the open thread is read anew. */
const heard = async (name: string, data = '{}') => {
  const time = virtualTime()
  const asked: string[] = []
  let reopened = 0
  const nothing = () => Promise.reject(new Error('not asked for'))
  const client: Client = {
    get: async (path) => {
      asked.push(path)
      return { is: 'ok', body: {}, askedAt: 0 }
    },
    post: nothing,
    picture: nothing,
    stream: nothing,
  }
  const clock = serverClock(time.now, () => 0)
  const state = cell(
    initialState,
    () => {},
    () => {},
  )
  const { listener } = refreshOf({
    client,
    clock,
    state,
    pace: { later: time.later, steady: time.now },
    onWrongKey: () => {},
    onThread: () => reopened++,
  })
  listener.changed({ name, data })
  await time.runAll()
  return { asked, reopened }
}

it.each(['ready', 'reload'])('asks for everything anew at %s', async (name) => {
  expect(await heard(name)).toMatchObject({ asked: everything, reopened: 1 })
})

it('asks for what a change concerns', async () => {
  expect((await heard('intents')).asked).toEqual(['/intents'])
  expect((await heard('templates')).asked).toEqual(['/templates', '/findings', '/phone-numbers'])
  const thread = await heard('thread', '{"phoneNumberId":"1","customer":"2"}')
  expect(thread.asked).toEqual([everything[1], everything[2], '/findings'])
  expect((await heard('of another kind')).asked).toEqual([])
})
