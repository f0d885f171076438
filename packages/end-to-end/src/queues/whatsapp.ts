import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A WhatsApp that accepts every message, and counts how often each text came. */
export interface CountingWhatsapp {
  readonly url: string
  /** How often each text was accepted. */
  readonly sent: ReadonlyMap<string, number>
  readonly close: () => Promise<void>
}

export const countingWhatsapp = async (): Promise<CountingWhatsapp> => {
  const sent = new Map<string, number>()
  let wamids = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = (body: object): void =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      const text = textIn(Buffer.concat(chunks).toString())
      if (text === null) return answer({ data: [] })
      sent.set(text, (sent.get(text) ?? 0) + 1)
      answer({ messaging_product: 'whatsapp', messages: [{ id: `wamid.${++wamids}` }] })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const textIn = (body: string): string | null => {
  if (!body.startsWith('{')) return null
  const read = JSON.parse(body) as { readonly text?: { readonly body?: string } }
  return read.text?.body ?? null
}
