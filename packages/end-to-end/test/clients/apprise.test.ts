import { spawn, type ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { apprisePath } from '../support/apprise.ts'
import {
  customer,
  HOUR,
  phoneNumberId,
  ways,
  whatsappWorld,
  type WhatsAppWorld,
} from '../support/whatsapp-world.ts'
import { does, fates, says } from './acts.ts'

const program = join(dirname(fileURLToPath(import.meta.url)), 'send-with-apprise.py')

/** What Apprise returned, and what it logged: it gives no id and no error. */
interface Sent {
  readonly ok: boolean
  readonly warnings: readonly string[]
}

const accepted: Sent = { ok: true, warnings: [] }

/** Its warning names the code that WhatsApp gave. */
const refusedWith = (code: number): Sent => ({
  ok: false,
  warnings: [expect.stringMatching(`\\w+ \\w+.*, error=${code}\\.$`)],
})

/**
 * A client in Python that many use for notices: it sends texts and templates, and reads no webhook. A template needs a
 * text, which is not sent, or it says that there is nothing to deliver.
 */
const send = async (
  { url, token }: Pick<WhatsAppWorld, 'url' | 'token'>,
  text: string,
  template?: { readonly name: string; readonly parameters: readonly string[] },
): Promise<Sent> => {
  const own = new URL(`whatsapp://${phoneNumberId}/+${customer}`)
  own.username = template?.name ?? token
  if (template !== undefined) {
    own.password = token
    own.searchParams.set('lang', 'en')
    template.parameters.forEach((value, index) => own.searchParams.set(`:${index + 1}`, value))
  }
  python ??= started()
  python.stdin.write(`${JSON.stringify([url, own.href, text])}\n`)
  const { value, done } = await python.lines.next()
  if (done === true) throw new Error('Python ended')
  return JSON.parse(value)
}

interface Python {
  readonly stdin: NodeJS.WritableStream
  readonly lines: AsyncIterator<string>
  readonly process: ChildProcess
}

let python: Python | null = null
afterAll(() => void python?.process.kill())

const started = (): Python => {
  const own = spawn('python3', [program], {
    env: { ...process.env, PYTHONPATH: apprisePath() },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: own.stdout })[Symbol.asyncIterator]()
  return { stdin: own.stdin, lines, process: own }
}

const order = { name: 'order_confirmed', parameters: ['Amélie', '4711'] }

const open: WhatsAppWorld[] = []
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

describe.each(ways)('Apprise (Python) before the %s', (way) => {
  const meet = async (): Promise<WhatsAppWorld> => {
    const world = await whatsappWorld(way, { outsideWindow: 'is-refused' })
    open.push(world)
    return world
  }

  test('a text arrives in an open window, and is refused with 131047 outside', async () => {
    const world = await meet()
    await says(world, {})
    expect(await send(world, 'Bonjour, à bientôt 👋')).toEqual(accepted)
    await world.wait(24 * HOUR)
    expect(fates(world)).toEqual([[expect.any(String), 'Bonjour, à bientôt 👋', 'read', null]])
    expect(await send(world, 'Bonjour ?')).toEqual(refusedWith(131047))
    expect(fates(world)).toHaveLength(1)
    // The gateway knows by itself.
    expect(world.reached.filter((one) => one.endsWith('/messages'))).toHaveLength(way === 'gateway' ? 1 : 2)
  })

  test('a template with parameters arrives outside the window', async () => {
    const world = await meet()
    expect(await send(world, 'not sent', order)).toEqual(accepted)
    await world.wait(HOUR)
    expect(fates(world)).toEqual([[expect.any(String), 'template order_confirmed', 'read', null]])
  })

  test('templates that are paused, and that there are not, are refused with their codes', async () => {
    const world = await meet()
    await does(world, { do: 'set-template-status', name: order.name, language: 'en', status: 'PAUSED' })
    expect(await send(world, 'not sent', order)).toEqual(refusedWith(132015))
    expect(await send(world, 'not sent', { ...order, name: 'no_such_template' })).toEqual(refusedWith(132001))
    expect(fates(world)).toEqual([])
  })

  test('who has a wrong token is told so with 190', async () => {
    const world = await meet()
    await says(world, {})
    expect(await send({ ...world, token: 'aWrongToken' }, 'Bonjour')).toEqual(refusedWith(190))
    expect(fates(world)).toEqual([])
  })
})
