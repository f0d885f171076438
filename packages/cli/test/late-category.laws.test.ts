import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, defaultSettings, engine, isRight, parseEvent, toIso, type Event } from '@guichet/core'
import { memoryStore, runtime } from '@guichet/runtime'
import { holdsLater } from '../../core/test/support/check.ts'
import { auditLines } from './support/report.ts'

/** The audit of a log and a gateway that took the same events in find the same late categories. */
const origin = Date.parse('2026-08-01T09:00:00Z')
const ids = ['33639980001', 'FR.1000000000000000001']
const phones = ['100000000000001', '100000000000002']
const names = ['promo', 'news']
const accounts = ['A', 'B']

type Fields = Readonly<Record<string, unknown>>
/** An event and the hours after it at which it comes. */
interface Arrival {
  readonly event: Fields
  readonly at: number
  readonly after: number
}

/** What comes of one random piece; its id is its place among all, so that no two share one. */
type Piece = (id: string) => readonly Arrival[]

const hours = fc.integer({ min: 0, max: 60 * 24 })
/** Templates become known at any time, and all else within the lateness horizon. */
const delays = {
  template: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 100 * 24 }) },
    { weight: 3, arbitrary: fc.integer({ min: 100 * 24, max: 130 * 24 }) },
  ),
  other: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 8 * 24 })),
}
const of = fc.record({
  phoneNumberId: fc.constantFrom(...phones),
  customer: fc.constantFrom(...ids),
  account: fc.option(fc.constantFrom(...accounts), { nil: undefined, freq: 3 }),
})
const categories = fc.constantFrom('MARKETING', 'UTILITY')

const messages = fc
  .record({
    of,
    hour: hours,
    name: fc.constantFrom(...names),
    deliveredAfter: fc.option(fc.constantFrom(0, 1, 24, 200), { freq: 6 }),
    conversation: fc.option(fc.constantFrom('c1', 'c2')),
    category: fc.option(categories, { freq: 6 }),
    after: delays.other,
  })
  .map(({ hour, name, deliveredAfter, conversation, category, after, of: key }): Piece => (id) => [
    {
      at: hour,
      after,
      event: {
        type: 'business-messaged',
        id,
        ...key,
        content: { kind: 'template', name, language: 'fr', ...(category === null ? {} : { category }) },
      },
    },
    ...(deliveredAfter === null
      ? []
      : [
          {
            at: hour + deliveredAfter,
            after,
            event: {
              type: 'message-status',
              id: `${id}/delivered`,
              message: id,
              status: 'delivered',
              ...key,
              ...(conversation === null ? {} : { conversation: { id: conversation } }),
            },
          },
        ]),
  ])

const customers = fc
  .record({ of, hour: hours, isJoined: fc.boolean(), after: delays.other })
  .map(({ hour, isJoined, after, of: { phoneNumberId, customer, account } }): Piece => (id) => [
    {
      at: hour,
      after,
      event: {
        type: 'customer-messaged',
        id,
        kind: 'text',
        phoneNumberId,
        account,
        ...(isJoined ? { customer: ids[1], aliases: [ids[0]] } : { customer }),
      },
    },
  ])

const templates = fc
  .record({
    hour: fc.oneof(hours, fc.constant(0)),
    name: fc.constantFrom(...names),
    account: fc.constantFrom(undefined, ...accounts),
    category: categories,
    isList: fc.boolean(),
    after: delays.template,
  })
  .map(({ hour, name, account, category, isList, after }): Piece => (id) => [
    {
      at: hour,
      after,
      event:
        isList && account !== undefined
          ? { type: 'templates-listed', id, account, templates: [{ name, language: 'fr', category }] }
          : { type: 'template-changed', id, account, name, language: 'fr', category },
    },
  ])

/** What comes last settles most of it. */
const last = phones.flatMap((phoneNumberId) =>
  ids.map((customer): Arrival => ({
    at: 100 * 24,
    after: 0,
    event: { type: 'customer-messaged', id: `last of ${customer}`, kind: 'text', phoneNumberId, customer },
  })),
)

const histories = fc
  .tuple(
    fc.array(messages, { minLength: 4, maxLength: 12 }),
    fc.array(customers, { maxLength: 8 }),
    fc.array(templates, { minLength: 2, maxLength: 5 }),
  )
  .map((parts) =>
    [...parts.flat().flatMap((one, n) => one(`${n}`)), ...last]
      .toSorted((one, other) => one.at + one.after - other.at - other.after)
      .map(({ event, at }) => JSON.stringify({ ...event, at: toIso(origin + at * HOUR) })),
  )

const eventIn = (line: string): Event => {
  const read = parseEvent(JSON.parse(line))
  if (!isRight(read)) throw new Error(`${line} is no event`)
  return read.right
}

/** The messages that a gateway finds, after each of the events came by itself. */
const foundByGateway = async (
  lines: readonly string[],
  rulebook: '2023-06-01' | 'auto',
): Promise<unknown> => {
  const gateway = runtime({
    engine: engine({ ...defaultSettings, rulebook }),
    store: memoryStore(),
    read: () => ({ events: [], unread: [], echoes: [] }),
    transport: { send: async () => ({ outcome: 'unknown', reason: 'nothing is sent' }) },
    surroundings: {
      now: () => origin + 200 * DAY,
      newId: () => 'id',
      nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    },
  })
  for (const line of lines) await gateway.record([eventIn(line)])
  const findings = await gateway.findings()
  return findings
    .map(({ code, phoneNumberId, message, at }) => [code, phoneNumberId, message, toIso(at)])
    .toSorted()
}

const foundByAudit = async (lines: readonly string[], rulebook: string): Promise<readonly unknown[]> => {
  const { report } = await auditLines(
    lines.map((line) => JSON.parse(line) as object),
    '--rulebook',
    rulebook,
  )
  return report.findings
    .filter(({ code }) => code === 'category-known-late')
    .map(({ code, phoneNumberId, message, at }) => [code, phoneNumberId, message, at])
    .toSorted()
}

test.each(['auto', '2023-06-01'] as const)('under rulebook %s both find the same', async (rulebook) => {
  let found = 0
  await holdsLater(
    histories,
    async (lines) => {
      const audited = await foundByAudit(lines, rulebook)
      found += audited.length
      expect(await foundByGateway(lines, rulebook)).toEqual(audited)
    },
    40,
  )
  expect(found).toBeGreaterThan(4)
})
