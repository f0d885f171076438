import { describe, expect, it } from 'vitest'
import { run, startRunning, type Running } from './support/run.ts'

const start = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly url: string } & Running> => {
  const running = startRunning(['emulator', '--port', '0', ...args], { environment })
  return { ...running, url: await running.firstLine }
}

const send = (url: string, phone: string, token: string): Promise<Response> =>
  fetch(`${url}/v24.0/${phone}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to: '33639980001',
      type: 'template',
      template: { name: 'hello_world', language: { code: 'en_US' } },
    }),
  })

describe('guichet emulator', () => {
  it('is a Cloud API on a port, for the phone numbers and from the day that it is told', async () => {
    const emulator = await start(['--phone', '100', '200', '--date', '2026-09-30T21:00:00Z'])
    expect((await send(emulator.url, '200', 'emulator-token')).status).toBe(200)
    expect((await send(emulator.url, '300', 'emulator-token')).status).toBe(400)
    expect((await send(emulator.url, '200', 'another')).status).toBe(401)
    const truth = await fetch(`${emulator.url}/_control/truth`)
    expect(await truth.text()).toContain('2026-09-30T21:00')
    const page = await fetch(emulator.url)
    expect(await page.text()).toContain('2026-09-30 21:00')
    expect((await emulator.stop()).code).toBe(0)
  })

  it('takes the credentials of the environment and does not show them', async () => {
    const emulator = await start([], {
      WHATSAPP_ACCESS_TOKEN: 'EAAanother',
      WHATSAPP_APP_SECRET: 'a-real-secret',
    })
    expect((await send(emulator.url, '100000000000001', 'EAAanother')).status).toBe(200)
    const { stdout, stderr } = await emulator.stop()
    expect(`${stdout}${stderr}`).not.toMatch(/EAAanother|a-real-secret/)
  })

  it.each([
    [['--date', 'tomorrow'], 'ISO 8601 instant'],
    [['--seed', 'x'], 'a whole number'],
    [['--webhook', 'localhost'], 'write an address such as'],
    [['--time-zone', 'Europe/Lutetia'], 'Europe/Lutetia'],
  ])('tells of %j', async (args, words) => {
    const { code, stderr } = await run(['emulator', '--port', '0', ...args])
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  })
})
