import { createHmac } from 'node:crypto'

/** The value of `X-Hub-Signature-256` for a body (HOOK-6). */
export const signatureOf = (body: string, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
