import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, toIso } from '@guichet/core'
import { customerKey as key, get, known, pathOf, post, start, wrote } from './support/questions.ts'

const service = { kind: 'service' }

test.each([
  ['PT1H', HOUR],
  ['PT90M', 90 * MINUTE],
  ['P1D', DAY],
  ['P1DT12H', 1.5 * DAY],
  ['P1W', 7 * DAY],
  ['PT3600S', HOUR],
  ['P0D', 0],
  ['P366D', 366 * DAY],
])('%s is a duration', async (text, length) => {
  const closes = start - HOUR + DAY
  const { app, clock } = await known()
  for (const [early, expected] of [
    [1, 0],
    [-1, 1],
  ] as const) {
    // One millisecond before the window closes within that time, and one after.
    clock.now = closes - length - early
    const { body } = await get(app, `/threads?closing-within=${text}`)
    expect(body['threads']).toHaveLength(length === 0 ? 0 : expected)
  }
})

test('who waits for an answer is listed, the longest wait first', async () => {
  const { app, runtime } = await known(
    wrote(start - HOUR),
    wrote(start - 2 * HOUR, { customer: '15550100002' }),
  )
  const { body } = await get(app, '/threads?waiting=true')
  expect(body['threads']).toMatchObject([
    { customer: '15550100002', waitingSince: toIso(start - 2 * HOUR), name: null },
    { customer: key.customer, waitingSince: toIso(start - HOUR) },
  ])
  await runtime.record([
    { type: 'business-messaged', id: 'answer', at: start, content: { kind: 'service' }, ...key },
  ])
  const after = await get(app, '/threads?waiting=true')
  expect(after.body['threads']).toMatchObject([{ customer: '15550100002' }])
})

describe('a thread', () => {
  test('is shown as it stands, by any id of the customer', async () => {
    const { app } = await known(wrote(start - HOUR, { aliases: ['US.1'], entryPoint: { source: 'ad' } }))
    const shown = {
      now: toIso(start),
      ...key,
      aliases: ['US.1'],
      newest: '2026-10-20T11:00:00.000Z',
      windowClosesAt: '2026-10-21T11:00:00.000Z',
      replyBy: '2026-10-21T11:00:00.000Z',
      closedByMeta: null,
      waitingSince: '2026-10-20T11:00:00.000Z',
      name: null,
      view: {
        phase: 'open',
        serviceWindow: { opensAt: '2026-10-20T11:00:00.000Z', closesAt: '2026-10-21T11:00:00.000Z' },
        entryPoint: { state: 'awaiting-reply', replyBy: '2026-10-21T11:00:00.000Z' },
        rulebook: '2026-10-01',
      },
    }
    for (const customer of ['15550100001', 'US.1', '+1 (555) 010-0001']) {
      const answer = await get(app, pathOf({ ...key, customer }))
      expect(answer.body).toMatchObject(shown)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('is shown as it stood', async () => {
    const { app } = await known()
    const before = await get(app, `${pathOf(key)}?at=${toIso(start - 2 * HOUR)}`)
    expect(before.body).toMatchObject({ now: toIso(start), view: { phase: 'closed', serviceWindow: null } })
  })

  test('is not shown, nor asked about, as it stood before the facts that are kept', async () => {
    const { app } = await known(wrote(start - 30 * DAY), wrote(start - HOUR))
    const at = toIso(start - 29 * DAY)
    const shown = await get(app, `${pathOf(key)}?at=${at}`)
    const answer = await post(app, '/ask', { ...key, at, message: service })
    for (const { status, body } of [shown, answer]) {
      expect([status, body['type']]).toEqual([422, '/problems/too-old'])
      const earliest = String(body['earliest'])
      expect(body['detail']).toContain(earliest)
      const again = await post(app, '/ask', { ...key, at: earliest, message: service })
      expect(again.status).toBe(200)
    }
  })

  test.each(['', '/history', '/charges', '/timeline.svg'])('of an unknown customer%s', async (below) => {
    const { app } = await known()
    const { status, body } = await get(app, `${pathOf({ ...key, customer: '3 3' })}${below}`)
    expect([status, body['type']]).toEqual([404, '/problems/not-found'])
    expect(body['detail']).toContain('"3 3"')
  })

  test('tells the newest of its events, and how many more there are', async () => {
    const { app } = await known(...[5, 4, 3, 2, 1].map((hours) => wrote(start - hours * HOUR)))
    const { body } = await get(app, `${pathOf(key)}/history?limit=2`)
    expect(body).toMatchObject({
      events: [{ at: toIso(start - 2 * HOUR) }, { at: toIso(start - HOUR) }],
      more: 3,
    })
  })

  test('tells of a charge which free tier it claims', async () => {
    const sent = start - 30 * MINUTE
    const { app } = await known(
      wrote(start - HOUR),
      { type: 'business-messaged', id: 'b', at: sent, content: { kind: 'service' }, ...key },
      { type: 'message-status', id: 's', at: sent + 1000, message: 'b', status: 'delivered', ...key },
    )
    const { body } = await get(app, `${pathOf(key)}/charges`)
    const tier = { per: 'phone-number', amount: 1000, counts: 'service-messages', beyond: 'regular' }
    expect(body).toMatchObject({
      charges: [
        {
          message: 'b',
          at: toIso(sent + 1000),
          category: 'service',
          type: 'free_customer_service',
          agrees: null,
          tier,
        },
      ],
      more: 0,
    })
  })

  test('is drawn, and the picture may load and run nothing', async () => {
    const { app } = await known(wrote(start - HOUR, { customer: '<script>&"' }))
    const path = pathOf({ ...key, customer: '<script>&"' })
    for (const theme of ['light', 'dark', 'auto']) {
      const response = await app.request(`${path}/timeline.svg?theme=${theme}`)
      expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      const picture = await response.text()
      expect(picture).toMatch(/^<svg [^]*<\/svg>\n$/)
      expect(picture).not.toContain('<script')
    }
    const dark = await (await app.request(`${path}/timeline.svg?theme=dark`)).text()
    const light = await (await app.request(`${path}/timeline.svg?theme=light`)).text()
    expect(dark).not.toBe(light)
  })

  test('of very many events is drawn by the newest of them', async () => {
    const count = 2500
    const { app } = await known(
      ...Array.from({ length: count }, (_, index) => wrote(start - (count - index) * 1000)),
    )
    const whole = await (await app.request(`${pathOf(key)}/timeline.svg`)).text()
    const few = await (await app.request(`${pathOf(key)}/timeline.svg?from=${toIso(start - 10_000)}`)).text()
    expect(whole.length).toBeLessThan(2_000_000)
    expect(few.length).toBeLessThan(whole.length)
  })
})
