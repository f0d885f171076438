import { expect, it } from 'vitest'
import { run, startRunning } from './support/run.ts'

const key = 'the-key-0123456789'
/** `printf %s the-key-0123456789 | sha256sum | cut -c1-8` */
const keyName = '018c552a'
const environment = {
  WHATSAPP_APP_SECRET: 'the-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
  WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
  GUICHET_API_KEY: `another-key-0123456789,${key}`,
}
const args = ['serve', '--port', '0', '--store', 'memory:', '--drain-seconds', '0']

/** The events and routes in the log of a gateway that was asked for its health and for a thread. */
const logged = async (options: readonly string[], more: Readonly<Record<string, string>> = {}) => {
  const gateway = startRunning([...args, ...options], { environment: { ...environment, ...more } })
  const url = await gateway.firstLine
  await (await fetch(`${url}/healthz`)).text()
  await (await fetch(`${url}/threads/100/1`, { headers: { authorization: `Bearer ${key}` } })).text()
  const { stderr } = await gateway.stop()
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { event: string; route?: string; key?: string })
}

it.each([
  ['nothing said', [], {}, ['GET /threads/:phoneNumberId/:customer']],
  [
    '--log-level debug',
    ['--log-level', 'debug'],
    {},
    ['GET /healthz', 'GET /threads/:phoneNumberId/:customer'],
  ],
  [
    'GUICHET_LOG_LEVEL=debug',
    [],
    { GUICHET_LOG_LEVEL: 'DEBUG' },
    ['GET /healthz', 'GET /threads/:phoneNumberId/:customer'],
  ],
  ['the option against the variable', ['--log-level', 'warn'], { GUICHET_LOG_LEVEL: 'debug' }, []],
] as const)('with %s the log has the requests of that level', async (_, options, more, routes) => {
  const lines = await logged(options, more)
  const requests = lines.filter(({ event }) => event === 'request')
  expect(requests.map(({ route }) => route)).toEqual(routes)
  expect(requests.flatMap(({ key: name }) => name ?? [])).toEqual(routes.length > 0 ? [keyName] : [])
  expect(lines.some(({ event }) => event === 'serving')).toBe(!options.some((word) => word === 'warn'))
})

it('another level is none', async () => {
  const byOption = await run([...args, '--log-level', 'loud'], { environment })
  expect([byOption.code, byOption.stderr]).toEqual([
    2,
    expect.stringContaining('write one of debug, info, warn, error'),
  ])
  const byVariable = await run(args, { environment: { ...environment, GUICHET_LOG_LEVEL: 'loud' } })
  expect([byVariable.code, byVariable.stderr]).toEqual([
    2,
    'guichet: GUICHET_LOG_LEVEL: write one of debug, info, warn, error\n',
  ])
})
