import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listen, type Listening } from '../../cli/src/serve/listen.ts'

let server: Listening | undefined
afterEach(() => server?.abandon())

/** The server of `guichet serve`, less patient. */
const start = async (): Promise<number> => {
  const slowest = { headers: 200, wholeRequest: 400, noticedWithin: 50 }
  const handler = async (request: Request): Promise<Response> => new Response(await request.text())
  server = await listen(handler, { port: 0, host: '127.0.0.1' }, slowest)
  return Number(new URL(server.url).port)
}

/** Sends the first bytes at once and the others a byte at a time, for as long as somebody listens. */
const trickle = (port: number, first: string, then: string): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(first))
    const timer = setInterval(() => socket.write(then), 20)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.once('close', () => {
      clearInterval(timer)
      resolve(Buffer.concat(chunks).toString('latin1'))
    })
  })

const head = 'POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\n'

test.each([
  ['headers', head, 'x'],
  ['a body with a length', `${head}content-length: 3000000\r\n\r\n`, ' '],
  ['a body in chunks', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
])('%s that trickle hold their connection for a while only', async (_, first, then) => {
  expect(await trickle(await start(), first, then)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
})

test('a connection that is kept does not keep the server from closing once its request is answered', async () => {
  let entered: () => void = () => undefined
  let release: () => void = () => undefined
  const isEntered = new Promise<void>((resolve) => (entered = resolve))
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  const listening = await listen(
    async () => {
      entered()
      await isReleased
      return new Response('kept')
    },
    { port: 0, host: '127.0.0.1' },
  )
  server = listening
  const asking = fetch(listening.url)
  await isEntered
  const closing = listening.close()
  release()
  expect(await (await asking).text()).toBe('kept')
  // Not after the minute and more for which idle connections are kept.
  await closing
})
