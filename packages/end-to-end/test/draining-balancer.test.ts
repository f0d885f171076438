import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { secrets, serve, type Served } from './support/hostile-server.ts'

const known = { authorization: `Bearer ${secrets.apiKey}` }
const servers: Served[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.signal('SIGKILL')
    await server.gone
  }
})

const start = async (drainSeconds: number): Promise<Served> => {
  const server = await serve('memory:', undefined, drainSeconds)
  servers.push(server)
  return server
}

/** Asks on a connection of its own, as a balancer may; gives the status, or why there is none. */
const ask = (url: string, path: string): Promise<number | string> =>
  new Promise((resolve) => {
    request(url + path, { headers: known, agent: false }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
      .once('error', ({ message }) => resolve(message))
      .end()
  })

test('a balancer that looks at /readyz meets no refused connection while a process is replaced', async () => {
  const [leaving, staying] = [await start(3), await start(3)]
  const ready = new Set([leaving, staying])
  const answers = new Map<number | string, number>()
  const looked: (number | string)[] = []
  const seen = { isGone: false }

  const look = async (): Promise<void> => {
    while (!seen.isGone && ready.has(leaving)) {
      const status = await ask(leaving.url, '/readyz')
      looked.push(status)
      if (status !== 200) ready.delete(leaving)
    }
  }
  const balance = async (): Promise<void> => {
    for (let turn = 0; !seen.isGone; turn++) {
      const all = [...ready]
      const target = all[turn % all.length] ?? staying
      const answer = await ask(target.url, '/threads?closing-within=PT1H')
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      if (turn === 20) leaving.signal('SIGTERM')
    }
  }
  const gone = leaving.gone.then((code) => {
    seen.isGone = true
    return code
  })
  await Promise.all([look(), balance()])
  expect(await gone).toBe(0)
  expect([...answers.keys()]).toEqual([200])
  expect([looked[0], looked.at(-1)]).toEqual([200, 503])
})

test('a process that is about to go serves everything else, and a second signal ends the waiting', async () => {
  const server = await start(600)
  server.signal('SIGTERM')
  await server.logged('leaving')
  expect(await ask(server.url, '/readyz')).toBe(503)
  expect(await ask(server.url, '/healthz')).toBe(200)
  expect(await ask(server.url, '/threads?closing-within=PT1H')).toBe(200)
  const { headers } = await fetch(`${server.url}/threads?closing-within=PT1H`, { headers: known })
  expect(headers.get('connection')).toBe('close')
  server.signal('SIGINT')
  expect(await server.gone).toBe(0)
})
