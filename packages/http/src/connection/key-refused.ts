import { noted } from '../operations/notes.ts'
import { graphError } from './graph-error.ts'

/**
 * Refuses a request with an API key where it must not be, such as `in the query`. The request never leaves
 * the gateway.
 */
export const keyRefused = (where: string): Response =>
  noted(
    graphError(400, {
      code: 100,
      message: 'The request contains an API key of the gateway in the wrong place',
      details:
        `The API key is ${where}, and would have gone to WhatsApp with the request. Nothing was sent. ` +
        'Put the API key into the Authorization header or into access_token of the query, or into ' +
        'input_token of GET /debug_token.',
    }),
    { outcome: 'not-passed-on' },
  )
