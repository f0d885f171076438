import { readWebhook } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyOf, change, metadata, ofAccount, threads } from './bodies.ts'
import { catalogue } from './catalogue.ts'
import { wound, wounded } from './mutations.ts'
import { assertEach } from '../../core/test/support/check.ts'
import { isSound } from './sound.ts'

const inThreads = ['messages', 'statuses', 'calls', 'groups', 'user_preferences'] as const
const threadFields = [
  'messages',
  'calls',
  'user_preferences',
  'user_id_update',
  'group_lifecycle_update',
  'group_participants_update',
  'group_participant_update',
  'group_settings_update',
  'group_status_update',
]
/** The fields that are read, each with the lists whose elements count one by one. */
const lists: ReadonlyMap<unknown, readonly string[]> = new Map<unknown, readonly string[]>([
  ...threadFields.map((field) => [field, inThreads] as const),
  ['account_update', ['restriction_info']],
])

const field = (u: unknown, key: string): unknown =>
  typeof u === 'object' && u !== null && Object.hasOwn(u, key) ? Reflect.get(u, key) : undefined
const elements = (u: unknown, key: string): readonly unknown[] => {
  const list = field(u, key)
  return Array.isArray(list) ? list : []
}

/** Every element of those lists, alone in its own envelope, with the path that it has there. */
const elementsOf = (body: unknown): readonly (readonly [alone: unknown, path: string])[] =>
  elements(body, 'entry').flatMap((entry) =>
    elements(entry, 'changes').flatMap((one) =>
      (lists.get(field(one, 'field')) ?? []).flatMap((list) => {
        const value = field(one, 'value')
        const others = Object.fromEntries(
          Object.entries(Object(value)).filter(
            ([key]) => !(lists.get(field(one, 'field')) ?? []).includes(key),
          ),
        )
        return elements(value, list).map((element) => {
          const changes = [{ ...Object(one), value: { ...others, [list]: [element] } }]
          return [
            { entry: [{ ...Object(entry), changes }] },
            `$.entry[0].changes[0].value.${list}[0]`,
          ] as const
        })
      }),
    ),
  )

const isAccountedFor = (body: unknown, path: string): void => {
  const read = readWebhook(body)
  isSound(body, read)
  const own = read.unread.filter((unread) => unread.path.startsWith(path))
  const given = read.events.length + own.length
  expect(given, `${path} of ${JSON.stringify(body)}`).toBeGreaterThan(0)
}

test('each element of a list is an event or a report of its own', () => {
  for (const body of Object.values(catalogue))
    for (const [alone, path] of elementsOf(body)) isAccountedFor(alone, path)
})

test('… also of a wounded body', () => {
  const good = fc.constantFrom(...Object.values(catalogue))
  const broken = fc.tuple(good, fc.array(wound, { maxLength: 3 })).map((drawn) => wounded(...drawn))
  assertEach(
    fc.property(broken, (body) => {
      for (const [alone, path] of elementsOf(body)) isAccountedFor(alone, path)
    }),
    2000,
  )
})

test('… and of anything, with and without metadata', () => {
  const value = fc.record({
    list: fc.constantFrom(...inThreads),
    under: fc.constantFrom(...threadFields),
    all: fc.array(fc.anything(), { minLength: 1, maxLength: 5 }),
    known: fc.boolean(),
  })
  assertEach(
    fc.property(value, ({ list, under, all, known }) => {
      const body = bodyOf(known ? threads({ [list]: all }, under) : change(under, { [list]: all }))
      for (const [alone, path] of elementsOf(body)) isAccountedFor(alone, path)
      if (known) return
      // Where no thread is known, nothing is an event, and each element is named.
      const paths = readWebhook(body).unread.map(({ path }) => path)
      expect(paths).toEqual(all.map((_, index) => `$.entry[0].changes[0].value.${list}[${index}]`))
    }),
    1000,
  )
})

test('… and of restrictions, whatever else the value says', () => {
  const value = fc.record(
    {
      event: fc.oneof(fc.constant('ACCOUNT_RESTRICTION'), fc.constant('ACCOUNT_VIOLATION'), fc.anything()),
      phone_number: fc.oneof(fc.constant('15550100000'), fc.anything()),
      ban_info: fc.anything(),
      metadata: fc.constant(metadata),
      restriction_info: fc.array(
        fc.oneof(
          fc.anything(),
          fc.record({
            restriction_type: fc.constantFrom('RESTRICTED_BIZ_INITIATED_MESSAGING', 'RESTRICTED_DREAMS'),
            expiration: fc.anything(),
          }),
        ),
        { minLength: 1 },
      ),
    },
    { requiredKeys: ['event', 'restriction_info'] },
  )
  assertEach(
    fc.property(value, (given) => {
      for (const [alone, path] of elementsOf(ofAccount('account_update', given))) isAccountedFor(alone, path)
    }),
    1000,
  )
})
