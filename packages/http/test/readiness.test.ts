import { describe, expect, test } from 'vitest'
import { memoryPlace, storeFailure, type StoreFailureKind } from '@guichet/runtime'
import { readinessOf } from '../src/operations/readiness.ts'
import { customer, start, worldOf } from './support/world.ts'

/** A store that is tried by hand. */
const tried = () => {
  const clock = { now: 0 }
  const tries: { readonly resolve: () => void; readonly reject: (reason: unknown) => void }[] = []
  const readiness = readinessOf({
    prove: () => new Promise<void>((resolve, reject) => tries.push({ resolve, reject })),
    steady: () => clock.now,
    patience: 20,
  })
  return { clock, tries, readiness }
}

describe('readiness', () => {
  test('is tried once, however many ask, and holds for a second', async () => {
    const { clock, tries, readiness } = tried()
    const asked = [readiness(), readiness(), readiness()]
    tries[0]?.resolve()
    expect([await Promise.all(asked), tries.length]).toEqual([[null, null, null], 1])
    clock.now = 999
    expect([await readiness(), tries.length]).toEqual([null, 1])
    clock.now = 1000
    const again = readiness()
    tries[1]?.reject(storeFailure('full', '/a/path'))
    expect(await again).toMatch(/^No space is left/)
    expect([await readiness(), tries.length]).toEqual([await again, 2])
  })

  test('is not there while a try takes too long, and no second one begins meanwhile', async () => {
    const { tries, readiness } = tried()
    expect(await readiness()).toBe('The store did not accept a small write within 0.02 s.')
    expect(await readiness()).toContain('did not accept')
    expect(tries).toHaveLength(1)
    tries[0]?.resolve()
    expect(await readiness()).toBeNull()
  })

  const kinds: readonly StoreFailureKind[] = [
    'unavailable',
    'full',
    'read-only',
    'locked',
    'corrupt',
    'unsuitable',
  ]
  test.each([...kinds.map((kind) => storeFailure(kind, 'a SECRET')), new Error('a SECRET'), 'a SECRET'])(
    'says why not, and shows nothing of it: %s',
    async (thrown) => {
      const { tries, readiness } = tried()
      const asked = readiness()
      tries[0]?.reject(thrown)
      const reason = await asked
      expect(reason).toMatch(/^[A-Z].* The log has more\.$/)
      expect(reason).not.toContain('SECRET')
    },
  )
})

test('a client of one gateway hears of what another process takes in', async () => {
  const place = memoryPlace()
  const [one, other] = [
    await worldOf({ store: await place.open() }),
    await worldOf({ store: await place.open() }),
  ]
  const headers = { authorization: 'Bearer key-PLANTED-1' }
  const { body } = await one.gateway.fetch(new Request('http://gateway.test/events', { headers }))
  const reader = (body ?? new ReadableStream<Uint8Array>()).getReader()
  const read = async (): Promise<string> => Buffer.from((await reader.read()).value ?? []).toString()
  expect(await read()).toContain('event: ready')
  await other.hear(customer, start)
  expect(await read()).toBe(`event: thread\ndata: {"phoneNumberId":"100","customer":"${customer}"}\n\n`)
  await reader.cancel()
  await Promise.all([one.close(), other.close()])
})
