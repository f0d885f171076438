import { readWebhookText, graphClient } from '@guichet/cloud-api'
import { engine, HOUR, type Instant } from '@guichet/core'
import { gateway } from '@guichet/http'
import { memoryStore, realSurroundings, runtime, type Store } from '@guichet/runtime'
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { figures } from '../src/generated/figures.ts'
import { pictures } from '../src/generated/picture.ts'
import { ways, type Party, type Step, type Stretch } from '../src/generated/ways.ts'

describe('every figure of the rules', () => {
  it.each(pictures.filter(({ path }) => path.includes('/core/')))(
    '$path says what it shows, in both themes',
    ({ draw }) => {
      const svg = draw()
      expect(svg).toMatch(/<title>[^<]{10,}<\/title>\s*<desc>[^<]{60,}<\/desc>/)
      expect(svg).toContain('role="img"')
      expect(svg).toContain('prefers-color-scheme: dark')
    },
  )
})

describe('the figures of time are what core says of their histories', () => {
  const at = (instant: Instant | null): string =>
    instant === null
      ? 'never'
      : `${'Sun Mon Tue Wed Thu Fri Sat'.split(' ')[new Date(instant).getUTCDay()]} ${new Date(instant).toISOString().slice(11, 16)}`
  const judged: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['user-initiated', ['Mon 09:00 to Tue 09:00'], ['user from Mon 15:00 to Tue 15:00']],
    [
      'business-initiated',
      ['Tue 18:00 to Wed 18:00', 'Thu 09:00 to Fri 09:00'],
      [
        'business from Mon 09:00 to Tue 09:00',
        'business from Tue 12:00 to Wed 18:00',
        'user from Thu 11:00 to Fri 11:00',
      ],
    ],
    [
      'customer-service-window',
      ['Mon 09:00 to Wed 15:00', 'Thu 12:00 to Fri 12:00'],
      ['user from Mon 10:00 to Thu 09:00', 'user from Thu 13:00 to Fri 13:00'],
    ],
  ]

  it.each(judged)('%s', (name, windows, conversations) => {
    const story = engine().history(figures.find((figure) => figure.name === name)?.events ?? [])
    expect(story.windows.map(({ opensAt, closesAt }) => `${at(opensAt)} to ${at(closesAt)}`)).toEqual(windows)
    expect(
      story.conversations.map((one) => `${one.initiatedBy} from ${at(one.startedAt)} to ${at(one.closesAt)}`),
    ).toEqual(conversations)
  })

  it('and there are no others', () => {
    expect(figures.map(({ name }) => name)).toEqual(judged.map(([name]) => name))
  })
})

/** One party handed something to another; the words of its picture hold all of `words`. */
interface Observed {
  readonly from: Party
  readonly to: Party
  readonly words: readonly string[]
}

/** A gateway whose neighbours write down what it hands them and what they hand it. */
const observedGateway = (forwards: boolean) => {
  const seen: Observed[] = []
  const see = (from: Party, to: Party, ...words: readonly string[]): void => {
    seen.push({ from, to, words })
  }
  let now = Date.UTC(2026, 9, 20, 12)
  const surroundings = { ...realSurroundings, now: () => now }
  const kept = memoryStore()
  const store: Store = {
    ...kept,
    commit: (change) => {
      see('gateway', 'store')
      return kept.commit(change)
    },
  }
  const graph = {
    accessToken: 'EAAG',
    fetch: async (_: unknown, init?: RequestInit) => {
      const { type } = JSON.parse(String(init?.body)) as { readonly type: string }
      see('gateway', 'whatsapp', type)
      see('whatsapp', 'gateway', '200', 'wamid')
      return Response.json({ messages: [{ id: `wamid.${seen.length}` }] })
    },
  }
  let acknowledge = (): void => undefined
  const isAcknowledged = new Promise<void>((resolve) => (acknowledge = resolve))
  const bot = {
    url: 'https://bot.example/webhooks',
    fetch: async () => {
      // They go on at the same time; the picture shows what has to come first.
      await isAcknowledged
      see('gateway', 'client', 'webhook')
      see('client', 'gateway', '200')
      return new Response('ok')
    },
  }
  const rules = engine()
  const transport = graphClient(graph)
  const guichet = runtime({ engine: rules, store, read: readWebhookText, transport, surroundings })
  const served = gateway({
    runtime: guichet,
    engine: rules,
    graph,
    appSecrets: ['the app secret'],
    verifyToken: 'the verify token',
    apiKeys: ['our-api-key'],
    ...(forwards ? { forwardWebhooksTo: bot } : {}),
    surroundings,
  })
  const post = async (from: Party, path: string, headers: Record<string, string>, body: string) => {
    see(from, 'gateway', `POST ${path.replace('100', '{phone-number-id}')}`)
    const init = { method: 'POST', headers, body }
    const answer = await served.fetch(new Request(`https://gateway.example${path}`, init))
    const text = await answer.text()
    const words = [/131047/.exec(text)?.[0], /(?<="sentAs":")\w+/.exec(text)?.[0]]
    see('gateway', from, String(answer.status), ...words.filter((word) => word !== undefined))
    acknowledge()
  }
  return {
    /** What was seen since it was asked last. */
    seen: (): readonly Observed[] => seen.splice(0),
    closeWindow: (): void => {
      now += 25 * HOUR
    },
    send: (path: string, body: object) =>
      post(
        'client',
        path,
        { authorization: 'Bearer our-api-key', 'content-type': 'application/json' },
        JSON.stringify(body),
      ),
    customerWrites: () => {
      const message = { from: '33639980001', id: 'wamid.1', timestamp: String(now / 1000), type: 'text' }
      const value = { metadata: { phone_number_id: '100' }, messages: [message] }
      const body = JSON.stringify({ entry: [{ id: '200', changes: [{ field: 'messages', value }] }] })
      const digest = createHmac('sha256', 'the app secret').update(body).digest('hex')
      return post('whatsapp', '/webhooks/whatsapp', { 'x-hub-signature-256': `sha256=${digest}` }, body)
    },
    /** Resolves once the client has the webhook. */
    forwarded: async () => {
      const list = new Request('https://gateway.example/deliveries?state=delivered', {
        headers: { authorization: 'Bearer our-api-key' },
      })
      while (!(await (await served.fetch(list.clone())).text()).includes('"delivered"'))
        await realSurroundings.nextTurn()
    },
    close: async () => {
      await served.drain()
      await guichet.close()
    },
  }
}

/** The steps between parties: a decision is inside the gateway. */
const drawnIn = (stretch: Stretch | undefined): readonly Step[] =>
  stretch?.steps.filter(({ from, to }) => from !== to) ?? []

const expectDrawn = (seen: readonly Observed[], stretch: Stretch | undefined): void => {
  const drawn = drawnIn(stretch)
  const wayOf = ({ from, to }: Step | Observed): string => `${from} > ${to}`
  expect(seen.map(wayOf)).toEqual(drawn.map(wayOf))
  for (const [index, { words }] of seen.entries())
    for (const word of words) expect(drawn[index]?.says).toContain(word)
}

describe('the figures of ways are what the gateway does', () => {
  const text = { messaging_product: 'whatsapp', to: '33639980001', type: 'text', text: { body: 'Hello' } }
  const template = { name: 'hello', language: 'en' }
  const either = { to: '33639980001', phoneNumberId: '100', text: 'Hello', template }
  const cases: readonly (readonly [string, boolean, string, object])[] = [
    ['connection-api', true, '/v24.0/100/messages', text],
    ['standard-api', false, '/messages', either],
  ]

  it.each(cases)('%s', async (name, forwards, path, body) => {
    const { seen, closeWindow, send, customerWrites, forwarded, close } = observedGateway(forwards)
    const [open, closed, later] = ways.find((way) => way.name === name)?.stretches ?? []
    await customerWrites()
    if (forwards) await forwarded()
    expectDrawn(seen(), later)
    await send(path, body)
    expectDrawn(seen(), open)
    closeWindow()
    await send(path, body)
    expectDrawn(seen(), closed)
    await close()
  })

  it('and what they say fits between two lines', () => {
    const room = (from: string, to: string): number => (from === 'client' || to === 'client' ? 44 : 24)
    const steps = ways.flatMap(({ stretches }) => stretches.flatMap((stretch) => stretch.steps))
    expect(steps.filter(({ from, to, says }) => says.length > room(from, to))).toEqual([])
  })
})
