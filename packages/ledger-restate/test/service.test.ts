import { serveObjects } from '@guichet/ledger-restate/service'
import { expect, test } from 'vitest'

test('the service process finds all that it takes from Restate’s SDK, and listens on the address that it is given', async () => {
  const service = await serveObjects({ port: 0, host: '127.0.0.1' })
  expect(service.port).toBeGreaterThan(0)
  await service.close()
})
