import { noted } from '../operations/notes.ts'

/** What an error in Graph's shape says. */
export interface GraphErrorInput {
  /** One of Meta's codes: clients go by it. */
  readonly code: number
  readonly message: string
  /** The reason and the remedy, in words. */
  readonly details: string
  readonly isTransient?: boolean
  /** What Guichet adds; clients that do not know it pass over it. */
  readonly guichet?: Readonly<Record<string, unknown>>
}

/** Answers as the Graph API tells an error. */
export const graphError = (
  status: number,
  { code, message, details, isTransient = false, guichet }: GraphErrorInput,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  noted(
    graphAnswer(
      status,
      {
        error: {
          message: `(#${code}) ${message}`,
          type: 'OAuthException',
          code,
          error_data: { messaging_product: 'whatsapp', details },
          ...(isTransient ? { is_transient: true } : {}),
          ...(guichet === undefined ? {} : { guichet }),
        },
      },
      headers,
    ),
    { code },
  )

/** Answers with JSON as the Graph API does. */
export const graphAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store', ...headers },
  })
