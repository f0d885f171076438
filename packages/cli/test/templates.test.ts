import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from './support/folder.ts'
import { run, startRunning, type Ran, type Running } from './support/run.ts'

const token = 'EAAG-PLANTED'
const account = '900000000000001'
const now = Date.UTC(2026, 9, 20, 12)
const files = temporaryFolder()

let whatsapp: Running
let url: string

beforeAll(async () => {
  whatsapp = startRunning(['emulator', '--port', '0'], { environment: { WHATSAPP_ACCESS_TOKEN: token }, now })
  url = await whatsapp.firstLine
})

afterAll(async () => {
  await whatsapp.stop()
})

const templates = (
  store: string,
  more: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  at = now,
): Promise<Ran> =>
  run(['templates', '--store', store, '--account', account, ...more], {
    environment: { WHATSAPP_ACCESS_TOKEN: token, WHATSAPP_GRAPH_URL: url, ...environment },
    now: at,
  })

const control = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(`${url}/_control/${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect(answer.status).toBe(200)
}

describe('guichet templates', () => {
  it('reads the list into a new store, shows it, and shows it again without WhatsApp', async () => {
    const store = `sqlite:${files.path('read.db')}`
    const first = await templates(store)
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toMatch(
      /^account 900000000000001: \d+ templates, read at Tue 20 Oct 2026 12:00 UTC\n/,
    )
    expect(first.stdout).toMatch(/^ {2}order_confirmed +en +APPROVED +utility$/m)
    const offline = await templates(store, ['--offline'], {
      WHATSAPP_ACCESS_TOKEN: '',
      WHATSAPP_GRAPH_URL: '',
    })
    expect(offline.code).toBe(0)
    const [head, ...rows] = offline.stdout.split('\n')
    expect(head).toMatch(/; the list was read at Tue 20 Oct 2026 12:00 UTC$/)
    expect(rows).toEqual(first.stdout.split('\n').slice(1))
  })

  it('says what changed, in words and in JSON, and that nothing did', async () => {
    const store = `sqlite:${files.path('changed.db')}`
    await templates(store)
    expect((await templates(store, [], {}, now + 60_000)).stdout.split('\n')[0]).toMatch(/; nothing changed$/)
    await control('templates/order_confirmed/en/status', { status: 'PAUSED' })
    try {
      const changed = await templates(store, ['--format', 'json'], {}, now + 120_000)
      expect(JSON.parse(changed.stdout)).toMatchObject({
        account,
        readAt: '2026-10-20T12:02:00.000Z',
        recorded: true,
        complete: true,
        changes: [{ was: { name: 'order_confirmed', status: 'APPROVED' }, is: { status: 'PAUSED' } }],
      })
    } finally {
      await control('templates/order_confirmed/en/status', { status: 'APPROVED' })
    }
    const back = await templates(store, [], {}, now + 180_000)
    expect(back.stdout).toMatch(/^ {2}order_confirmed +en +APPROVED +utility +was PAUSED$/m)
  })

  it.each<readonly [string, object, string]>([
    ['a fault of WhatsApp', { templatesUnavailable: 1 }, 'a fault inside WhatsApp'],
    [
      'too many calls',
      { templatesThrottled: 1 },
      'WhatsApp asks to wait: too many calls for the account (80007)',
    ],
    [
      'garbage',
      { templatesGarbled: 1 },
      'the answer cannot be read ($: must be a page of templates, but is nothing)',
    ],
    [
      'pages without an end',
      { templatesEndless: 1 },
      'the list has too many pages (a page leads back to an earlier one)',
    ],
  ])('tells of %s and makes no store', async (_, faults, words) => {
    const store = `sqlite:${files.path('faults.db')}`
    const none = Object.fromEntries(Object.keys(faults).map((name) => [name, 0]))
    await control('faults', faults)
    try {
      const stderr = `guichet: the templates of account ${account} cannot be read: ${words}\n`
      expect(await templates(store)).toEqual({ code: 2, stdout: '', stderr })
    } finally {
      await control('faults', none)
    }
    expect((await templates(store, ['--offline'])).stderr).toMatch(/the store .* does not exist/)
  })

  it('never shows the token, also where WhatsApp quotes it', async () => {
    const server = createServer((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { code: 190, message: `Error validating ${token}` } }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const ran = await templates('memory:', [], { WHATSAPP_GRAPH_URL: `http://127.0.0.1:${port}` })
    await new Promise((resolve) => server.close(resolve))
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('has expired (190)') })
    expect(ran.stderr).not.toContain(token)
  })

  it.each<readonly [string, readonly string[], Readonly<Record<string, string>>, string]>([
    [
      'no token',
      [],
      { WHATSAPP_ACCESS_TOKEN: '' },
      'WHATSAPP_ACCESS_TOKEN is missing: set it in the environment; or use --offline',
    ],
    ['an address that is none', [], { WHATSAPP_GRAPH_URL: 'graph' }, 'WHATSAPP_GRAPH_URL must be an address'],
    ['an account that is none', ['--account', '../1'], {}, 'write the id of the account, in digits'],
    [
      'a store that is not there',
      ['--offline', '--store', 'sqlite:/nowhere/x.db'],
      {},
      'the store sqlite:/nowhere/x.db does not exist',
    ],
  ])('tells of %s', async (_, more, environment, words) => {
    expect(await templates('memory:', more, environment)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(words),
    })
  })

  it('says that there may be more, if all templates are from webhooks', async () => {
    const { stdout } = await templates('memory:', ['--offline'])
    expect(stdout).toBe(
      `account ${account}: 0 templates known from webhooks; no list was read yet, so there may be more\n`,
    )
  })
})
