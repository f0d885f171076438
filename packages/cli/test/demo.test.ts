import { expect, it } from 'vitest'
import { startRunning } from './support/run.ts'

it('guichet demo runs gateway, board and emulator together, and leaves nothing behind', async () => {
  const demo = startRunning(['demo', '--port', '0', '--emulator-port', '0'], {
    now: Date.UTC(2026, 9, 20, 12),
  })
  await demo.firstLine
  const [, gateway = '', key = ''] = /The board\s+(\S+)\/#key=(\S+)/.exec(demo.output()) ?? []
  const whatsapp = /The emulator\s+(\S+)\//.exec(demo.output())?.[1] ?? ''
  const threads = async (): Promise<number> => {
    const answer = await fetch(`${gateway}/threads?closing-within=PT24H`, {
      headers: { authorization: `Bearer ${key}` },
    })
    return ((await answer.json()) as { threads: readonly unknown[] }).threads.length
  }
  await expect.poll(threads, { timeout: 50_000 }).toBeGreaterThan(20)
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
