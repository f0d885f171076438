import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { beforeAll, expect, test } from 'vitest'
import { guichet } from './support/bin.ts'
import { temporaryFolder } from './support/folder.ts'

const folder = temporaryFolder()

const days = 200
const customersADay = 350
const customers = 7000
const start = Date.UTC(2025, 8, 1, 8) / 1000
/** Webhooks are padded to what Meta sends: names, texts and media ids. */
const padding = 'Bonjour ! '.repeat(80)

const webhook = (customer: number, name: 'messages' | 'statuses', item: object): string =>
  `${JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '200000000000001',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '33139980001', phone_number_id: '100000000000001' },
              contacts: [{ profile: { name: padding }, wa_id: String(33_600_000_000 + customer) }],
              [name]: [item],
            },
          },
        ],
      },
    ],
  })}\n`

/** A customer writes, the business answers a minute later; once a day it answers a day too late. */
function* traffic(): Generator<string> {
  for (let day = 0; day < days; day++)
    for (let n = 0; n < customersADay; n++) {
      const customer = (day * customersADay + n) % customers
      const id = `${day}.${n}`
      const at = start + day * 86_400 + n * 60
      const answeredAt = at + (n === 0 ? 86_400 : 60)
      const from = String(33_600_000_000 + customer)
      yield webhook(customer, 'messages', { from, id: `in.${id}`, timestamp: String(at), type: 'text' })
      const status = { id: `out.${id}`, recipient_id: from, timestamp: String(answeredAt) }
      if (n === 0)
        yield webhook(customer, 'statuses', { ...status, status: 'failed', errors: [{ code: 131047 }] })
      else yield webhook(customer, 'statuses', { ...status, status: 'delivered' })
    }
}

const log = (): string => folder.path('large.ndjson')
beforeAll(() => pipeline(Readable.from(inChunks(traffic())), createWriteStream(log())))

test('a log much larger than the memory is audited to its end', async () => {
  const megabytes = (await stat(log())).size / 2 ** 20
  expect(megabytes).toBeGreaterThan(150)

  const { code, stdout, stderr } = await guichet(
    ['audit', '--format', 'json', log()],
    '',
    '--max-old-space-size=64',
  )
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  const report: unknown = JSON.parse(stdout)
  const lines = days * customersADay * 2
  expect(report).toMatchObject({
    lines,
    events: lines,
    duplicates: 0,
    late: 0,
    threads: customers,
    unread: [],
  })
  // Each was sent outside the window, which the rules foresaw.
  expect(report).toHaveProperty('findings.length', 2 * days)
  expect(report).toHaveProperty('refusals', {
    byMeta: days,
    foreseen: days,
    byCode: [{ errorCode: 131047, count: days, foreseen: days, clause: 'CSW-3' }],
  })
})

test('and charged under another rulebook beside its own', async () => {
  const { code, stdout, stderr } = await guichet(
    ['audit', '--format', 'json', '--compare', '2026-10-01', log()],
    '',
    '--max-old-space-size=96',
  )
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  const delivered = days * (customersADay - 1)
  const report: unknown = JSON.parse(stdout)
  expect(report).toMatchObject({
    charges: { messages: delivered },
    compare: [{ rulebook: '2026-10-01', messages: delivered }],
  })
  // Two hundred days have six whole months of more than a thousand service messages, and a part of one.
  expect(report).toHaveProperty('compare.0.paid', delivered - 7 * 1000)
})

/** Many small texts as few large ones. */
function* inChunks(texts: Iterable<string>): Generator<string> {
  let chunk: string[] = []
  for (const text of texts) {
    chunk.push(text)
    if (chunk.length === 1000) {
      yield chunk.join('')
      chunk = []
    }
  }
  yield chunk.join('')
}
