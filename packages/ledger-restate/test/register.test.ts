import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { register } from '@guichet/ledger-restate/service'
import { expect, test } from 'vitest'

/** What Restate's server said, word by word but for headers. */
const unsigned = `{"message":"[META0003] got status code '401 Unauthorized'. Body: {\\"message\\":\\"Unauthorized\\"}","restate_code":"META0003"}`
const nobody = `{"message":"[META0003] error when calling 'http://127.0.0.1:9/': Connection refused","restate_code":"META0003"}`

/** An admin address that answers so, one after the other; the last answer stays. Gives how often it was asked, and the failure. */
const registered = async (
  answers: readonly (readonly [status: number, text: string])[],
): Promise<{ readonly asked: number; readonly failure: string | null }> => {
  let asked = 0
  const server = createServer((_, response) => {
    const [status, text] = answers[Math.min(asked++, answers.length - 1)] ?? [500, '']
    response.writeHead(status).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const admin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await register({ admin, url: 'http://127.0.0.1:9080', patience: 60_000 })
    return { asked, failure: null }
  } catch (failure) {
    return { asked, failure: failure instanceof Error ? failure.message.replace(admin, 'ADMIN') : '' }
  } finally {
    server.close()
  }
}

test('registering goes on while Restate does not reach the service', async () => {
  expect(
    await registered([
      [500, nobody],
      [201, '{}'],
    ]),
  ).toEqual({ asked: 2, failure: null })
})

test('registering ends at once, and says why, where the service refuses the server’s signature', async () => {
  expect(
    await registered([
      [500, unsigned],
      [201, '{}'],
    ]),
  ).toEqual({
    asked: 1,
    failure:
      'the service refuses Restate at ADMIN: that server signs with no key, or with another one than --identity-key',
  })
})
