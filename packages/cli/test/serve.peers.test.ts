import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import type { Member, Piece, PieceOutcome } from '@guichet/runtime'
import { listen, type Listening } from '../src/serve/listen.ts'
import { peerDoor, type PeerDoor } from '../src/serve/peer-door.ts'
import { lineTarget, lineTo, secretHeader } from '../src/serve/peer-line.ts'

type PerformFor = (pieces: readonly Piece[]) => Promise<readonly PieceOutcome[]>

interface Process {
  readonly member: Member
  readonly door: PeerDoor
  readonly server: Listening
}

const secret = 'only processes on this store know it'
const servers: Listening[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.abandon()
})

const start = async (performFor: PerformFor): Promise<Process> => {
  const door = peerDoor(secret, { performFor })
  const server = await listen(ok, { port: 0, host: '127.0.0.1' }, undefined, door.onConnect)
  servers.push(server)
  return { door, server, member: memberAt(server) }
}

const ok = (): Response => new Response('ok')

const memberAt = ({ url }: Listening): Member => ({
  id: 'other',
  host: '127.0.0.1',
  port: Number(new URL(url).port),
  secret,
})

const patience = { opening: 30_000, answer: 30_000 }

/** A command by which it is known again. */
const piece = (phoneNumberId: string, source = ''): Piece => ({
  phoneNumberId,
  command: { do: 'take-in', source, events: [], echoes: [], unread: [], journal: null },
})

/** Gives back what came. */
const echo: PerformFor = async (pieces) => pieces.map((result) => ({ is: 'done', result }))
const never: PerformFor = () => new Promise(() => undefined)

interface Gate {
  readonly promise: Promise<void>
  readonly resolve: () => void
}

const gate = (): Gate => {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

describe('a line to another process', () => {
  test('hands batches on in order, and gives each its own answer, in whichever order they come', async () => {
    const came: string[] = []
    const last = gate()
    const { member } = await start(async (pieces) => {
      came.push(...pieces.map(({ phoneNumberId }) => phoneNumberId))
      // The first batches are answered last.
      if (came.length === 30) last.resolve()
      else await last.promise
      return echo(pieces)
    })
    const line = await lineTo(member, patience)
    const batches = Array.from({ length: 10 }, (_, batch) =>
      [0, 1, 2].map((index) => piece(`${batch}.${index}`)),
    )
    const answers = await Promise.all(batches.map((batch) => line.perform(batch)))
    expect(came).toEqual(batches.flat().map(({ phoneNumberId }) => phoneNumberId))
    expect(answers).toEqual(batches.map((batch) => batch.map((result) => ({ is: 'done', result }))))
  })

  test('leaves every text as it is, however long', async () => {
    const { member } = await start(echo)
    const line = await lineTo(member, patience)
    const pieces = ['a\nb\r\n', '\u2028\u2029\u0000', 'é😀'.repeat(1_000_000), '"\\'].map((text) =>
      piece('100', text),
    )
    expect(await line.perform(pieces)).toEqual(pieces.map((result) => ({ is: 'done', result })))
  })

  test('leads only to who has the same secret', async () => {
    const { member } = await start(echo)
    await expect(lineTo({ ...member, secret: 'another' }, patience)).rejects.toThrow('HTTP 404')
    await expect(lineTo({ ...member, secret: '' }, patience)).rejects.toThrow('HTTP 404')
    const door = await lineTo(member, patience)
    expect(await door.perform([])).toEqual([])
  })

  test('is not opened by a gateway that has no others, and such a gateway goes on serving', async () => {
    const server = await listen(ok, { port: 0, host: '127.0.0.1' })
    servers.push(server)
    await expect(lineTo(memberAt(server), patience)).rejects.toThrow()
    expect((await fetch(server.url)).status).toBe(200)
  })

  test('is given up where there is no answer in time, and all that waits is rejected', async () => {
    const { member } = await start(never)
    const line = await lineTo(member, { ...patience, answer: 20 })
    const waiting = [line.perform([piece('100')]), line.perform([piece('101')])]
    for (const one of waiting) await expect(one).rejects.toThrow('no answer within 20 ms')
    expect(await line.ended).toBe('no answer within 20 ms')
    await expect(line.perform([piece('100')])).rejects.toThrow('no answer within 20 ms')
  })

  test('takes nothing more when it is ended, and ends once what waits is answered', async () => {
    const go = gate()
    const { member } = await start(async (pieces) => {
      await go.promise
      return echo(pieces)
    })
    const line = await lineTo(member, patience)
    const waiting = line.perform([piece('100')])
    line.end()
    await expect(line.perform([piece('101')])).rejects.toThrow('the line was ended here')
    go.resolve()
    expect(await waiting).toEqual([{ is: 'done', result: piece('100') }])
    expect(await line.ended).toBe('the line was ended here')
  })

  test('ends where the other process has closed its runtime: what waits is done here', async () => {
    const { member } = await start(() => Promise.reject(new Error('the runtime is closed')))
    const line = await lineTo(member, patience)
    await expect(line.perform([piece('100')])).rejects.toThrow('the connection ended')
  })
})

describe('a process that ends', () => {
  test('answers what came in, and ends the line then', async () => {
    const came = gate()
    const go = gate()
    const { member, door, server } = await start(async (pieces) => {
      came.resolve()
      await go.promise
      return echo(pieces)
    })
    const line = await lineTo(member, patience)
    const answer = line.perform([piece('100')])
    await came.promise
    const closed = Promise.all([server.close(), door.close()])
    go.resolve()
    expect(await answer).toEqual([{ is: 'done', result: piece('100') }])
    await closed
    expect(await line.ended).toBe('the connection ended')
    await expect(line.perform([])).rejects.toThrow()
  })

  test('ends the lines where it has no more time', async () => {
    const { member, server } = await start(never)
    const line = await lineTo(member, patience)
    const waiting = line.perform([piece('100')])
    server.abandon()
    await expect(waiting).rejects.toThrow()
  })
})

/** A connection that speaks for itself. */
const connect = ({ host, port }: Member, path: string): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const headers = { [secretHeader]: secret }
    const asked = request({ method: 'CONNECT', host, port, path, headers, agent: false })
    asked.once('error', reject)
    asked.once('connect', (_, socket: Duplex) => resolve(socket))
    asked.end()
  })

test.each([
  ['no JSON', '{"pieces":\n'],
  ['no batch', '{}\n'],
  ['commands without a number', '[null,[]]\n'],
  ['what is no command', '[0,[1]]\n'],
  ['pieces without commands', '[0,[{"phoneNumberId":"100"}]]\n'],
])('%s ends the connection, and nothing else', async (_, text) => {
  const { member } = await start(echo)
  const socket = await connect(member, lineTarget)
  const ended = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  socket.resume()
  socket.write(text)
  await ended
  expect(await (await lineTo(member, patience)).perform([])).toEqual([])
})

test('a CONNECT to anywhere else leads nowhere', async () => {
  const { member } = await start(echo)
  const socket = await connect(member, 'example.com:443')
  await new Promise((resolve) => {
    socket.once('close', resolve)
    socket.resume()
  })
  expect(socket.destroyed).toBe(true)
})
