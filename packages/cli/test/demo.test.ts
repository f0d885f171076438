import { expect, it } from 'vitest'
import { openShop } from '../src/demo/shop.ts'
import { listen } from '../src/serve/listen.ts'
import { startRunning } from './support/run.ts'

it('the WhatsApp of the demo goes by the clock of the gateway once its past is told, to the millisecond', async () => {
  let at = Date.UTC(2026, 9, 20, 12, 1, 17)
  let webhooks = 0
  const server = await listen(
    () => {
      webhooks++
      at += 3
      return new Response('ok')
    },
    { port: 0, host: '127.0.0.1' },
  )
  const shop = openShop({ now: () => at, seed: 1, timeZone: 'UTC', webhook: server.url })
  await shop.catchUp(() => false)
  expect(webhooks).toBeGreaterThan(100)
  expect(shop.whatsapp.now()).toBe(at)
  at += 77_000
  expect(shop.whatsapp.now()).toBe(at)
  server.abandon()
  await server.close()
})

it('guichet demo runs gateway, board and emulator together, and leaves nothing behind', async () => {
  const demo = startRunning(['demo', '--port', '0', '--emulator-port', '0'], {
    now: Date.UTC(2026, 9, 20, 12),
  })
  await demo.firstLine
  const [, gateway = '', key = ''] = /The board\s+(\S+)\/#key=(\S+)/.exec(demo.output()) ?? []
  const whatsapp = /The emulator\s+(\S+)\//.exec(demo.output())?.[1] ?? ''
  const ask = async (path: string): Promise<Readonly<Record<string, readonly object[]>>> => {
    const answer = await fetch(gateway + path, { headers: { authorization: `Bearer ${key}` } })
    return (await answer.json()) as Readonly<Record<string, readonly object[]>>
  }
  const threads = async (): Promise<number> =>
    (await ask('/threads?closing-within=PT24H'))['threads']?.length ?? 0
  await expect.poll(threads).toBeGreaterThan(20)
  await expect
    .poll(async () => (await ask('/templates'))['lists'])
    .toMatchObject([{ complete: true, failure: null }])
  expect(await (await fetch(gateway)).text()).toContain('<!doctype html>')
  expect(await (await fetch(whatsapp)).text()).toContain('Emulated WhatsApp')

  // The three commands that it prints are of use as they are.
  const commands = demo
    .output()
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim().startsWith('curl '))
  expect(commands).toHaveLength(3)
  expect(commands.every((line) => line.includes(gateway) && line.includes(key))).toBe(true)

  const { code, stderr } = await demo.stop()
  expect([code, stderr]).toEqual([0, ''])
})
