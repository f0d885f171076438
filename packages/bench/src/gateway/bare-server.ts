import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifySignature } from '@guichet/cloud-api'

/** A process of its own: takes webhooks, checks the signature, and forgets them. Tells its port on a line. */
const secret = process.argv[2] ?? ''

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const header = request.headers['x-hub-signature-256']
    const { ok } = verifySignature({
      body: Buffer.concat(chunks),
      header: typeof header === 'string' ? header : null,
      secret,
    })
    response.writeHead(ok ? 200 : 401, { 'content-length': 0 }).end()
  })
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
