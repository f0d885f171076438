import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifySignature } from '@guichet/cloud-api'
import { secrets } from './gateway.ts'

/** A bot that gets webhooks and events, and goes down and comes back at the same address. */
export interface Bot {
  readonly url: string
  /** The bodies in the order in which they came, each as often as it came. */
  readonly got: readonly string[]
  /** How many had a wrong signature. */
  readonly forged: () => number
  readonly goDown: () => Promise<void>
  readonly comeBack: () => Promise<void>
}

export const startBot = async (): Promise<Bot> => {
  const got: string[] = []
  let forged = 0
  let server: Server | null = null
  const listen = async (port: number): Promise<number> => {
    const next = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks)
        const header = String(request.headers['x-hub-signature-256'])
        const secret = [secrets.appSecret, secrets.forwardSecret]
        if (verifySignature({ body, header, secret }).ok) got.push(body.toString())
        else forged++
        response.end()
      })
    })
    await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve))
    server = next
    return (next.address() as AddressInfo).port
  }
  const port = await listen(0)
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    got,
    forged: () => forged,
    goDown: async () => {
      const open = server
      server = null
      if (open === null) return
      open.closeAllConnections()
      await new Promise((resolve) => open.close(resolve))
    },
    comeBack: async () => void (server === null ? await listen(port) : port),
  }
}
