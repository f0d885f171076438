import { connect } from 'node:http2'
import { serveObjects } from '@guichet/ledger-restate/service'
import { expect, test } from 'vitest'

test('the service process finds all that it takes from Restate’s SDK, and listens on the address that it is given', async () => {
  const service = await serveObjects({ port: 0, host: '127.0.0.1' })
  expect(service.port).toBeGreaterThan(0)
  await service.close()
})

/** The status of a request that nobody signed. */
const statusUnsigned = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`)
    session.once('error', reject)
    const accept = 'application/vnd.restate.endpointmanifest.v3+json'
    const request = session.request({ ':path': '/discover', accept })
    request.once('error', reject)
    request.once('response', (headers) => {
      resolve(Number(headers[':status']))
      session.destroy()
    })
    request.end()
  })

test('a service process with identity keys answers nobody who does not sign, one without answers anybody', async () => {
  const publicKey = 'publickeyv1_w7YHemBctH5Ck2nQRQ47iBBqhNHy4FV7t2Usbye2A6f'
  const statuses: number[] = []
  for (const keys of [{}, { identityKeys: [publicKey] }]) {
    const service = await serveObjects({ port: 0, host: '127.0.0.1', ...keys })
    statuses.push(await statusUnsigned(service.port))
    await service.close()
  }
  expect(statuses).toEqual([200, 401])
})
