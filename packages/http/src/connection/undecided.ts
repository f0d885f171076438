import { noted } from '../operations/notes.ts'
import { graphError } from './graph-error.ts'
import type { GraphPath } from './graph-path.ts'
import { isBatch } from './outgoing-body.ts'

/**
 * Finds requests that could send a message, or call, without a decision: a method override, several requests as one,
 * and paths that servers read differently.
 *
 * @returns the error to answer with; `null` where the request is what it seems.
 */
export const undecided = (request: Request, query: URLSearchParams, path: GraphPath): Response | null => {
  if (path.is === 'unwritten')
    return refused('The path contains characters that no path of the Graph API contains.')
  const header = [...request.headers.keys()].find((name) => overriding.has(name.replaceAll('_', '-')))
  if (header !== undefined)
    return refused(`The header ${header} overrides the method. Leave it out, and send the method itself.`)
  const names = [...query.keys()].map((name) => name.trim().toLowerCase())
  if (names.some(isBatch)) return refused(oneByOne)
  // `fields` only reads, but with a method among its arguments it could write.
  if ([...query.values()].some((value) => /\bmethod\s*\(/i.test(value))) return refused(oneByOne)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  const isDecided = path.is === 'messages' || path.is === 'calls'
  const isSensitive = path.is === 'near-messages' || isDecided || path.is === 'batch'
  const isSend = isDecided && request.method === 'POST'
  const hidden = names.some((name) => /^_?method(\[|\0|$)/.test(name))
  return isSensitive && !isSend && (hidden || !isReading) ? refused(oneByOne) : null
}

/** Headers that ask a server for another method than the request's. */
const overriding: ReadonlySet<string> = new Set([
  'x-http-method-override',
  'x-http-method',
  'x-method-override',
])

const oneByOne =
  'The gateway decides each message by itself. Send each as POST /v{N}.{M}/{phone number id}/messages, ' +
  'not in a batch.'

/** Refuses a request that contains other requests. */
export const batchRefused = (): Response => refused(oneByOne)

const refused = (details: string): Response =>
  noted(graphError(400, { code: 100, message: 'This way of sending is not supported', details }), {
    outcome: 'not-passed-on',
  })
