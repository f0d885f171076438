import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  ask,
  confidence,
  deliver,
  messageBody,
  ownFolder,
  phoneNumberId,
  secrets,
  serve,
  type Served,
} from './support/hostile-server.ts'

const customer = '33639980001'
const cleanUps: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A Graph API that answers so; gives its address. */
const graphAnswering = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A Graph API that answers when it is told to. */
const slowGraph = async (): Promise<{
  readonly url: string
  /** Resolves with the first request's answer to be. */
  readonly asked: Promise<ServerResponse>
}> => {
  let answer: (response: ServerResponse) => void = () => undefined
  const asked = new Promise<ServerResponse>((resolve) => (answer = resolve))
  const url = await graphAnswering((request, response) => {
    request.resume()
    request.once('end', () => answer(response))
  })
  return { url, asked }
}

const start = async (store: string, graphUrl: string): Promise<Served> => {
  const gateway = await serve(store, graphUrl)
  cleanUps.push(async () => {
    gateway.signal('SIGKILL')
    await gateway.gone
  })
  return gateway
}

/** A gateway with a file of its own before a slow Graph API, to which a customer has just written. */
const inConversation = async () => {
  const folder = ownFolder()
  cleanUps.push(folder.remove)
  const store = `sqlite:${folder.path('store.db')}`
  const graph = await slowGraph()
  const gateway = await start(store, graph.url)
  expect((await deliver(gateway, messageBody('wamid.1', customer, Date.now() - 60_000))).status).toBe(200)
  return { store, graph, gateway }
}

const order = {
  method: 'POST',
  body: JSON.stringify({ phoneNumberId, to: customer, text: 'It is ready.' }),
  headers: { 'content-type': 'application/json', 'idempotency-key': 'order-1' },
}

test('asked to end, it answers what is under way, takes nothing new, and ends with 0', async () => {
  const { store, graph, gateway } = await inConversation()
  const sending = ask(gateway, '/messages', order)
  const answer = await graph.asked
  gateway.signal('SIGTERM')
  await gateway.logged('draining')
  const late = await deliver(gateway, messageBody('wamid.2', customer, Date.now())).then(
    ({ status }) => status,
    () => 'refused' as const,
  )
  expect(['refused', 503]).toContain(late)
  answer.setHeader('content-type', 'application/json')
  answer.end(
    JSON.stringify({
      messaging_product: 'whatsapp',
      contacts: [{ input: customer, wa_id: customer }],
      messages: [{ id: 'wamid.sent' }],
    }),
  )
  const told = await sending
  expect([told.status, await told.json()]).toMatchObject([200, { message: 'wamid.sent' }])
  expect(await gateway.gone).toBe(0)
  expect(gateway.output()).toContain('"event":"stopped"')

  // What it had answered is there when it starts again, and the late webhook is not.
  const again = await start(store, graph.url)
  const history = await ask(again, `/threads/${phoneNumberId}/${customer}/history`)
  const { events } = (await history.json()) as { events: { id: string }[] }
  expect(events.map(({ id }) => id)).toEqual(['wamid.1', 'wamid.sent'])
  const replay = await ask(again, '/messages', order)
  expect([replay.headers.get('idempotency-replayed'), await replay.json()]).toMatchObject([
    'true',
    { message: 'wamid.sent' },
  ])
  for (const secret of [...Object.values(secrets), confidence, 'It is ready.'])
    for (const { output } of [gateway, again])
      expect([secret, output().includes(secret)]).toEqual([secret, false])
})

test('a stream that never ends does not keep it from ending', async () => {
  const gateway = await start('memory:', 'http://127.0.0.1:9')
  const stream = await ask(gateway, '/events')
  expect(stream.status).toBe(200)
  gateway.signal('SIGTERM')
  expect(await gateway.gone).toBe(0)
  expect(gateway.output()).toContain('"event":"stopped"')
  await stream.text().catch(() => 'broken')
})

test('killed with a message on its way, it never sends it again by itself', async () => {
  const { store, graph, gateway } = await inConversation()
  const sending = ask(gateway, '/messages', order).then(
    () => 'answered',
    () => 'broken',
  )
  await graph.asked
  gateway.signal('SIGKILL')
  await gateway.gone
  expect(await sending).toBe('broken')

  let asked = 0
  const second = await graphAnswering((request, response) => {
    asked++
    request.resume()
    response.end()
  })
  const again = await start(store, second)
  const told = await ask(again, '/messages', order)
  // Under way as far as anybody knows; of unknown fate once its time is over.
  expect([409, 424]).toContain(told.status)
  const { intents } = (await (await ask(again, '/intents')).json()) as { intents: { key: string }[] }
  expect(intents.map(({ key }) => key)).toEqual(['order-1'])
  expect(asked).toBe(0)
})
