import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Changed } from '@guichet/runtime'
import { heardIn, noticeOf } from '../src/notice.ts'
import { changeOf, makeThreads } from './support/changes.ts'
import { failureOf } from './support/failing.ts'
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

test('a notice says what it was made of or reload, fits into what PostgreSQL takes, and is not for its sender', () => {
  fc.assert(
    fc.property(fc.array(changed, { minLength: 1, maxLength: 200 }), (changes) => {
      const notice = noticeOf(own, changes) ?? ''
      const heard = heardIn(notice, { ...own, from: 'other' })
      expect(Buffer.byteLength(notice)).toBeLessThan(8000)
      expect(heardIn(notice, own)).toEqual([])
      expect(heardIn(notice, { schema: 'elsewhere', from: 'other' })).toEqual([])
      expect(heard).toEqual(heard.length === 1 && heard[0]?.is === 'reload' ? [{ is: 'reload' }] : changes)
    }),
  )
  expect(noticeOf(own, [])).toBeNull()
})

test('whatever comes on the channel is heard, and at worst as reload', () => {
  fc.assert(
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

/** Waits for a change of that kind that was not waited for before. */
const hearing = () => {
  const all: Changed[] = []
  let wake = (): void => undefined
  return {
    hear: (one: Changed): void => {
      all.push(one)
      wake()
    },
    next: async (kind: Changed['is']): Promise<void> => {
      for (;;) {
        const found = all.findIndex(({ is }) => is === kind)
        if (found >= 0) return void all.splice(0, found + 1)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
