import { Hono } from 'hono'
import type { PageFile, Parts } from '../parts.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The board and its files. They contain no data, so they need no key. */
export const page = ({ page: files }: Pick<Parts, 'page'>): Hono => {
  const routes = new Hono()
  for (const [path, file] of files) routes.get(path, () => answer(file))
  return routes
}

const answer = ({ contentType, body }: PageFile): Response =>
  new Response(body, {
    headers: {
      'content-type': contentType,
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      // A new release must not meet the files of an old one.
      'cache-control': 'no-cache',
    },
  })
