import { noted } from '../operations/notes.ts'

/** The fields of an error in Graph's shape. */
export interface GraphErrorInput {
  /** One of Meta's codes; clients decide by it. */
  readonly code: number
  readonly message: string
  /** The reason and the remedy, in words. */
  readonly details: string
  readonly isTransient?: boolean
  /** Members that Guichet adds; other clients ignore them. */
  readonly guichet?: Readonly<Record<string, unknown>>
}

/** Answers with an error in the shape of the Graph API. */
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
