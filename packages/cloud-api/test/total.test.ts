import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { batch, bodyOf, entry, message, status, threads } from './bodies.ts'
import { withElement, wound, wounded } from './mutations.ts'
import { assertEach } from '../../core/test/support/check.ts'
import { isSound } from './sound.ts'

const good = fc.constantFrom(...Object.values(catalogue))
const broken = fc
  .tuple(good, fc.array(wound, { minLength: 1, maxLength: 3 }))
  .map(([body, wounds]) => wounded(body, wounds))

const listAt = (u: unknown, key: string): readonly unknown[] => {
  const list: unknown = typeof u === 'object' && u !== null ? Reflect.get(u, key) : undefined
  return Array.isArray(list) ? list : []
}

/** Every change of the body alone, in the body's own envelope. */
const alone = (body: unknown): readonly unknown[] =>
  listAt(body, 'entry').flatMap((one) =>
    typeof one === 'object' && one !== null
      ? listAt(one, 'changes').map((only) => ({ ...Object(body), entry: [{ ...one, changes: [only] }] }))
      : [],
  )

describe('total', () => {
  test('on anything', () => {
    assertEach(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }), (u) =>
        isSound(u, readWebhook(u)),
      ),
      1000,
    )
  })

  test('on any JSON, also as text', () => {
    assertEach(
      fc.property(fc.json(), (text) => {
        expect(readWebhookText(text)).toEqual(readWebhook(JSON.parse(text)))
      }),
    )
  })

  test('on any text', () => {
    assertEach(fc.property(fc.string({ unit: 'binary' }), (text) => void readWebhookText(text)))
  })

  test('on any value and any element in a sound envelope', () => {
    const lists = [
      'messages',
      'statuses',
      'calls',
      'user_preferences',
      'user_id_update',
      'contacts',
      'errors',
    ]
    const property = fc.property(fc.constantFrom(...lists), fc.array(fc.anything()), (list, elements) => {
      const body = bodyOf(threads({ [list]: elements }, list === 'calls' ? 'calls' : 'messages'))
      const read = readWebhook(body)
      isSound(body, read)
      if (list !== 'contacts')
        expect(read.events.length + read.unread.length).toBeGreaterThanOrEqual(Math.max(1, elements.length))
    })
    assertEach(property, 1000)
  })

  test('on wounded bodies', () => {
    assertEach(
      fc.property(broken, (body) => isSound(body, readWebhook(body))),
      3000,
    )
  })
})

describe('nothing is silent', () => {
  test('every change of a wounded body gives an event or a report', () => {
    assertEach(
      fc.property(broken, (body) => {
        const { events, unread } = readWebhook(body)
        expect(events.length + unread.length).toBeGreaterThan(0)
        for (const one of alone(body)) {
          const read = readWebhook(one)
          expect(read.events.length + read.unread.length).toBeGreaterThan(0)
        }
      }),
      2000,
    )
  })
})

describe('no part hides another', () => {
  test('a batch says what its changes say alone', () => {
    const batches = fc
      .array(broken, { maxLength: 4 })
      .map((parts) => batch(...parts.flatMap((part) => listAt(part, 'entry'))))
    assertEach(
      fc.property(batches, (body) => {
        const together = readWebhook(body)
        isSound(body, together)
        expect(together.events).toEqual(alone(body).flatMap((one) => readWebhook(one).events))
      }),
      1000,
    )
  })

  test('a broken element anywhere leaves every other event as it was', () => {
    const sound = fc
      .array(good, { minLength: 1, maxLength: 4 })
      .map((parts) => batch(...parts.flatMap((part) => listAt(part, 'entry'))))
    const element = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(
        undefined,
        message({ timestamp: '1750030073000' }),
        message({ id: [] }),
        message({ from: '', type: 5 }),
        status({ status: 'deleted' }),
        entry([]),
        entry([{ field: 'messages' }]),
        { field: 'messages', value: { metadata: null, messages: [message()] } },
        JSON.parse('{"__proto__":{"field":"messages"},"constructor":{}}'),
      ),
    )
    assertEach(
      fc.property(sound, element, fc.nat(), fc.nat(), (body, more, list, place) => {
        const before = readWebhook(body)
        const after = readWebhook(withElement(body, more, list, place))
        expect(after.events).toEqual(before.events)
        expect(after.unread.length).toBeGreaterThan(before.unread.length)
      }),
      2000,
    )
  })

  test('the body itself is left as it was', () => {
    assertEach(
      fc.property(good, (body) => {
        const copy = structuredClone(body)
        readWebhook(body)
        expect(body).toEqual(copy)
      }),
    )
  })
})
