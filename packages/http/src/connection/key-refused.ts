import { noted } from '../operations/notes.ts'
import { graphError } from './graph-error.ts'

/** Refuses a request with an API key where it must not be, such as `in the query`. It never leaves. */
export const keyRefused = (where: string): Response =>
  noted(
    graphError(400, {
      code: 100,
      message: 'An API key of the gateway stands where it must not',
      details:
        `It is ${where}, and would have left with the request; nothing was sent. An API key belongs in the ` +
        'Authorization header or in access_token of the query, and in input_token of GET /debug_token.',
    }),
    { outcome: 'not-passed-on' },
  )
