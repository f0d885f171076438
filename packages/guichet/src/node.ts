import type { IncomingMessage, ServerResponse } from 'node:http'
import { bytesOf } from './body.ts'
import type { Answered, Asked } from './webhook.ts'

/** A request of Node's, as a framework may have left it. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown }

/** What a request of Node's asks. The body is what a framework kept of it raw, else what has not been read yet. */
export const askedByNode = (request: NodeRequest, longest: number): Asked => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bot')
  const { [signatureHeader]: signature } = request.headers
  return {
    method: request.method ?? '',
    query: searchParams,
    signature: typeof signature === 'string' ? signature : null,
    body: async () => {
      const kept = [request.rawBody, request.body].find((body) => body instanceof Uint8Array)
      if (kept instanceof Uint8Array) return kept.length > longest ? 'too-long' : kept
      if (request.readableEnded || request.destroyed) return 'not-raw'
      return bytesOf(request, longest)
    },
  }
}

export const signatureHeader = 'x-hub-signature-256'

/** Writes the answer. */
export const writeToNode = (
  response: ServerResponse,
  { status, contentType = 'text/plain; charset=utf-8', body }: Answered,
): void => {
  response.writeHead(status, { 'content-type': contentType }).end(body)
}
