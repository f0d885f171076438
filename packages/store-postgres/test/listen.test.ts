import fc from 'fast-check'
import { assertEach } from '../../core/test/support/check.ts'
import { expect, test } from 'vitest'
import type { Changed } from '@guichet/runtime'
import { heardIn, noticesOf, type Notifier } from '../src/notice.ts'
import { changeOf, makeThreads, upTo } from './support/changes.ts'
import { failureOf } from './support/failing.ts'
import { hearing } from './support/hearing.ts'
import { newSchema, withStores } from './support/places.ts'
import { withOwnServer } from './support/suite.ts'

const own = { schema: 'guichet', from: 'one' }

const changed: fc.Arbitrary<Changed> = fc.oneof(
  fc.record({
    is: fc.constant('thread' as const),
    phoneNumberId: fc.string(),
    customer: fc.string({ unit: 'grapheme' }),
  }),
  fc.constant({ is: 'intents' as const }),
  fc.constant({ is: 'templates' as const }),
)

test('notices say all that they were made of or reload, fit into what PostgreSQL takes, and are not for their sender', () => {
  assertEach(
    fc.property(fc.array(changed, { maxLength: 200 }), (changes) => {
      const notices = noticesOf(own, changes)
      const heardBy = (notifier: Notifier): readonly Changed[] =>
        notices.flatMap((notice) => heardIn(notice, notifier))
      for (const notice of notices) expect(Buffer.byteLength(notice)).toBeLessThan(8000)
      expect(heardBy(own)).toEqual([])
      expect(heardBy({ schema: 'elsewhere', from: 'other' })).toEqual([])
      expect(heardBy({ ...own, from: 'other' })).toEqual(changes)
    }),
  )
})

test('notices are full before another begins, and a change that fits into none makes them reload', () => {
  const threads = (count: number, customer: string): readonly Changed[] =>
    upTo(count).map((index) => ({ is: 'thread', phoneNumberId: '1', customer: `${customer}${index}` }))
  const notices = noticesOf(own, threads(1_000, '4179'))
  const bytes = notices.reduce((sum, notice) => sum + Buffer.byteLength(notice), 0)
  expect(notices.length).toBe(Math.ceil(bytes / 7_900))
  const tooLong = [...threads(3, ''), ...threads(1, '\u0001'.repeat(2_000))]
  expect(noticesOf(own, tooLong).map((notice) => heardIn(notice, { ...own, from: 'other' }))).toEqual([
    [{ is: 'reload' }],
  ])
})

test('whatever comes on the channel is heard, and at worst as reload', () => {
  assertEach(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      for (const { is } of heardIn(text, own))
        expect(['thread', 'intents', 'templates', 'reload']).toContain(is)
    }),
  )
  expect(heardIn('no JSON', own)).toEqual([{ is: 'reload' }])
})

await withOwnServer('a server that goes away from its listeners', ({ url, start, stop }) => {
  test('is not ready, and tells them to read all anew when it is back', async () => {
    await withStores({ url, schema: newSchema() }, 2, async ([listener, other]) => {
      if (listener === undefined || other === undefined) throw new Error('no store was opened')
      const heard = hearing()
      const end = listener.listen(heard.hear)
      await heard.next('reload')
      await makeThreads(other, ['anna'])
      await heard.next('thread')
      await listener.prove()
      stop('immediate')
      expect(await failureOf(listener.prove())).toMatchObject({ kind: 'unavailable' })
      await start()
      await heard.next('reload')
      await listener.prove()
      await makeThreads(other, ['bela'])
      await heard.next('thread')
      await listener.commit(changeOf({}))
      end()
    })
  })
})
