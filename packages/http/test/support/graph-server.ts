import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it reached the Graph API. */
export interface Reached {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A stand-in for the Graph API: a real server that notes what comes and answers as it is told. */
export interface GraphServer {
  readonly baseUrl: string
  readonly reached: Reached[]
  /** How it answers the next requests. */
  readonly answers: ((response: ServerResponse, request: Reached) => void)[]
  readonly close: () => Promise<void>
}

export const graphServer = async (): Promise<GraphServer> => {
  const reached: Reached[] = []
  const answers: GraphServer['answers'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks) }
      reached.push(one)
      const answer = answers.shift()
      if (answer !== undefined) answer(response, one)
      else accept(response, one, reached.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    reached,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const accept = (response: ServerResponse, { method, url, body }: Reached, count: number): void => {
  response.setHeader('content-type', 'application/json; charset=UTF-8')
  if (method !== 'POST' || !/\/(marketing_)?messages$/.test(url)) return void response.end('{"success":true}')
  const { to, recipient } = JSON.parse(body.toString()) as { to?: string; recipient?: string }
  const contact =
    to === undefined ? { input: recipient, user_id: recipient } : { input: to, wa_id: to.replace(/\D/g, '') }
  response.end(
    JSON.stringify({
      messaging_product: 'whatsapp',
      contacts: [contact],
      messages: [{ id: `wamid.${count}` }],
    }),
  )
}

/** Answers with a status and JSON. */
export const json =
  (status: number, body: unknown): GraphServer['answers'][number] =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
    response.end(JSON.stringify(body))
  }

/** Breaks the connection off without an answer. */
export const breakOff: GraphServer['answers'][number] = (response) => response.destroy()
