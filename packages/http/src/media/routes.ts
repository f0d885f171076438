import { Hono } from 'hono'
import { bearerKey } from '../access/credentials.ts'
import { keyWatch } from '../access/key-watch.ts'
import { reach } from '../connection/pass-on.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { mediaPath, theirAddress } from './address.ts'

/** `GET /media/{host}/{path}`: a file from WhatsApp's servers. */
export const media = (parts: Parts): Hono =>
  new Hono().get(`${mediaPath}*`, async ({ req: { raw } }) => {
    const { pathname, search } = new URL(raw.url)
    const key = bearerKey(raw.headers)
    const address = theirAddress(pathname, search, parts.graph.baseUrl)
    // The guard has accepted the request, so there is a key.
    if (key === null || address === null) return elsewhere()
    const watch = keyWatch(key, parts.keyDigests)
    if (watch.isIn(address)) return elsewhere()
    return harmless(await reach(address, raw, { key, scheme: 'Bearer', watch }, parts, { is: 'none' }))
  })

const elsewhere = (): Response =>
  problem(
    'not-found',
    "The address is not one of WhatsApp's file servers. Use the url that GET /{version}/{media id} returns.",
  )

/** A customer's file must not act as a page of the gateway, whatever its type says. */
const harmless = (answer: Response): Response => {
  const headers = new Headers(answer.headers)
  headers.set('content-security-policy', "sandbox; default-src 'none'")
  headers.set('x-content-type-options', 'nosniff')
  if (!headers.has('content-disposition')) headers.set('content-disposition', 'attachment')
  return new Response(answer.body, { status: answer.status, headers })
}
