import { Hono } from 'hono'
import { graphCredentials } from '../access/credentials.ts'
import { withOurAddress } from '../media/describe.ts'
import type { Parts } from '../parts.ts'
import { graphError } from './graph-error.ts'
import { isGraphPath, readGraphPath } from './graph-path.ts'
import { passOn } from './pass-on.ts'
import { sendMessage } from './send-message.ts'

/**
 * The WhatsApp connection API: the Graph API under our address. Messages are decided here, all else passes
 * through.
 */
export const connection = (parts: Parts): Hono => {
  const answer = (request: Request): Promise<Response> | Response => answerGraph(request, parts)
  return new Hono()
    .all('/:version{v[0-9]+\\.[0-9]+}', ({ req }) => answer(req.raw))
    .all('/:version{v[0-9]+\\.[0-9]+}/*', ({ req }) => answer(req.raw))
}

const answerGraph = (request: Request, parts: Parts): Promise<Response> | Response => {
  const { pathname, searchParams } = new URL(request.url)
  const caller = graphCredentials(request.headers, searchParams)
  // The guard has let them in, so there is a key.
  if (caller === null || !isGraphPath(pathname) || pathname.includes(caller.key)) return notHere()
  const path = readGraphPath(pathname)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (path.is === 'messages' && request.method === 'POST') return sendMessage(request, path, caller, parts)
  // Graph takes another method from the query, and several requests as one: messages could go out undecided.
  const isHidden = searchParams.has('method') || searchParams.has('batch') || !isReading
  if (path.is !== 'other' && isHidden) return undecided()
  const answer = passOn(request, caller, parts)
  return request.method === 'GET' ? answer.then((one) => withOurAddress(one, request, parts)) : answer
}

const notHere = (): Response =>
  graphError(404, {
    code: 100,
    message: 'No such path',
    details: 'Paths begin with a version, such as /v24.0.',
  })

const undecided = (): Response =>
  graphError(400, {
    code: 100,
    message: 'This way of sending is not supported',
    details: 'Messages are decided one by one: send each as POST /v{N}.{M}/{phone number id}/messages.',
  })
