import { noted } from '../operations/notes.ts'
import { graphError } from './graph-error.ts'
import type { GraphPath } from './graph-path.ts'
import { isBatch } from './outgoing-body.ts'

/**
 * Ways to the Graph API on which a message could go out undecided: another method than the one that is seen,
 * several requests as one, and paths that servers read differently.
 *
 * @returns what to answer instead; `null` where the request is what it seems.
 */
export const undecided = (request: Request, query: URLSearchParams, path: GraphPath): Response | null => {
  if (path.is === 'unwritten') return refused('The path holds characters that no path of the Graph API does.')
  const header = [...request.headers.keys()].find((name) => overriding.has(name.replaceAll('_', '-')))
  if (header !== undefined) return refused(`Send the method that you mean, without the header ${header}.`)
  const names = [...query.keys()].map((name) => name.trim().toLowerCase())
  if (names.some(isBatch)) return refused(oneByOne)
  // Fields are read; with a method among their arguments they would do something.
  if ([...query.values()].some((value) => /\bmethod\s*\(/i.test(value))) return refused(oneByOne)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  const isSensitive = path.is === 'near-messages' || path.is === 'messages' || path.is === 'batch'
  const isSend = path.is === 'messages' && request.method === 'POST'
  const hidden = names.some((name) => /^_?method(\[|\0|$)/.test(name))
  return isSensitive && !isSend && (hidden || !isReading) ? refused(oneByOne) : null
}

/** Ask a server for another method than the request's. */
const overriding: ReadonlySet<string> = new Set([
  'x-http-method-override',
  'x-http-method',
  'x-method-override',
])

const oneByOne =
  'Messages are decided one by one: send each as POST /v{N}.{M}/{phone number id}/messages, in no batch.'

/** Refuses a request in which others are hidden. */
export const batchRefused = (): Response => refused(oneByOne)

const refused = (details: string): Response =>
  noted(graphError(400, { code: 100, message: 'This way of sending is not supported', details }), {
    outcome: 'not-passed-on',
  })
