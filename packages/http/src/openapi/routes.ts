import { Hono } from 'hono'
import { document } from './document.ts'

/** `GET /openapi.json`: every request that the gateway answers, as an OpenAPI 3.1 document. */
export const openapi = (): Hono => {
  const text = JSON.stringify(document)
  return new Hono().get(
    '/openapi.json',
    () =>
      new Response(text, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } }),
  )
}
