import { describe, expect, test } from 'vitest'
import { bakeryPath } from './support/bakery.ts'
import { day, messaged, outbound, sent, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { run, type Ran, type World } from './support/run.ts'

const folder = temporaryFolder()
const [phone, customer] = ['100000000000001', 'FR.1000000000000000005']

const ask = (options: Readonly<Record<string, string>>, world: World = {}): Promise<Ran> =>
  run(
    [
      'ask',
      ...Object.entries({ log: bakeryPath, phone, customer, send: 'service', ...options }).flatMap(
        ([name, value]) => [`--${name}`, value],
      ),
    ],
    world,
  )
const asked = async (options: Readonly<Record<string, string>>): Promise<readonly [number, unknown]> => {
  const { code, stdout } = await ask({ format: 'json', ...options })
  return [code, JSON.parse(stdout)]
}

describe('a service message', () => {
  test('is allowed inside the window, to the millisecond', async () => {
    const [code, answer] = await asked({ at: '2026-10-06T06:59:59.999Z' })
    expect(code).toBe(0)
    expect(answer).toMatchObject({ answer: 'allowed', validUntil: '2026-10-06T07:00:00.000Z' })
    expect(answer).toHaveProperty('because')
  })

  test('is refused at the instant at which the window closes, with what to do instead', async () => {
    const [code, answer] = await asked({ at: '2026-10-06T07:00:00Z' })
    expect(code).toBe(1)
    expect(answer).toMatchObject({
      answer: 'refused',
      reasons: [{ code: 'service-window-closed' }],
      remedies: expect.arrayContaining([expect.objectContaining({ do: 'send-template' })]),
    })
  })

  test('is answered in words', async () => {
    const allowed = await ask({ at: '2026-10-05T08:00:00Z' })
    expect(allowed).toMatchObject({ code: 0 })
    expect(allowed.stdout).toMatch(/allowed/i)
    const refused = await ask({ at: '2026-10-07T08:00:00Z' })
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.stdout).toMatch(/refused|not allowed|may not/i)
  })
})

describe('--send', () => {
  const at = '2026-10-08T08:00:00Z'

  test.each([
    ['template:order_ready', 0],
    ['template:order_ready:fr', 0],
    ['template:order_ready:fr:UTILITY', 0],
    ['template:order_ready::utility', 0],
    // The log has no list of all templates.
    ['template:no_such_template', 0],
    ['template:order_ready:de', 0],
    ['template:loyalty_card', 1],
    ['reaction', 1],
    ['service', 1],
  ])('%s exits with %i outside the window', async (send, code) => {
    expect((await ask({ send, at })).code).toBe(code)
  })

  test.each(['', 'template', 'template:', 'text', 'image:1'])(
    '%j is nothing that can be sent',
    async (send) => {
      const { code, stdout, stderr } = await ask({ send, at })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('write service, reaction, or template:NAME[:LANGUAGE[:CATEGORY]]')
    },
  )
})

describe('the thread', () => {
  test.each(['FR.1000000000000000004', '33639980004', '+33639980004', '+33 (6) 39-98-00-04'])(
    'is found by %s',
    async (name) => {
      expect((await ask({ customer: name, at: '2026-10-01T06:29:00Z' })).code).toBe(0)
      expect((await ask({ customer: name, at: '2026-10-01T06:31:00Z' })).code).toBe(1)
    },
  )

  test('of a customer who is not known may be written to with a template only', async () => {
    const at = '2026-10-05T08:00:00Z'
    expect((await ask({ customer: '4915100000000', at })).code).toBe(1)
    expect((await ask({ customer: '4915100000000', at, send: 'template:order_ready:fr' })).code).toBe(0)
  })
})

describe('--at', () => {
  test('is now where it is not named', async () => {
    const now = (at: string): World => ({ now: Date.parse(at) })
    expect((await ask({}, now('2026-10-06T06:59:59.999Z'))).code).toBe(0)
    expect((await ask({}, now('2026-10-06T07:00:00.000Z'))).code).toBe(1)
  })

  test.each(['yesterday', '2026-10-06', '2026-10-06T07:00:00', '1790838720'])(
    '%s is no instant',
    async (at) => {
      const { code, stderr } = await ask({ at })
      expect(code).toBe(2)
      expect(stderr).toContain('write it like 2026-10-02T09:00:00Z')
    },
  )

  test('may not be older than what is settled', async () => {
    const { code, stdout, stderr } = await ask({ at: '2026-09-01T00:00:00Z', log: await longLog() })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^guichet: .+\n$/)
  })

  const longLog = (): Promise<string> =>
    folder.file(
      'long.ndjson',
      [1, 12, 28]
        .map((n) => JSON.stringify(messaged(`m${n}`, day(n), { phoneNumberId: phone, customer })))
        .join('\n'),
    )
})

describe('the logs', () => {
  test('are read one after the other, standard input too', async () => {
    const first = await folder.file('a.json', JSON.stringify([messaged('a', day(9))]))
    const args = ['ask', '--phone', thread.phoneNumberId, '--customer', thread.customer, '--send', 'service']
    const at = ['--at', day(10, '09:30:00.000')]
    const stdin = JSON.stringify(messaged('b', day(9, '12:00:00.000')))
    expect(await run([...args, ...at, '--log', first])).toMatchObject({ code: 1, stderr: '' })
    expect(await run([...args, ...at, '--log', first, '-'], { stdin })).toMatchObject({ code: 0, stderr: '' })
  })

  test('may hold sends, and parts that are not read, which is said', async () => {
    const log = [messaged('a', day(9)), sent('b', day(9)), outbound('c', day(9)), null]
    const stdin = log.map((line) => JSON.stringify(line)).join('\n')
    const asking = {
      log: '-',
      phone: thread.phoneNumberId,
      customer: thread.customer,
      at: day(9, '10:00:00.000'),
    }
    const { code, stderr } = await ask(asking, { stdin })
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'guichet: 1 part of the log was not read; guichet audit names it\n',
    })
  })

  test('must be there', async () => {
    expect(await ask({ log: folder.path('none') })).toEqual({
      code: 2,
      stdout: '',
      stderr: `guichet: ${folder.path('none')}: no such file\n`,
    })
  })

  test('must be named, like the thread and the message', async () => {
    for (const missing of ['log', 'phone', 'customer', 'send']) {
      const all = { log: bakeryPath, phone, customer, send: 'service' }
      const args = Object.entries(all).flatMap(([name, value]) =>
        name === missing ? [] : [`--${name}`, value],
      )
      const { code, stderr } = await run(['ask', ...args])
      expect({ code, names: stderr.includes(`--${missing}`) }).toEqual({ code: 2, names: true })
    }
  })
})
