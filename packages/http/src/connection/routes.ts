import type { MiddlewareHandler } from 'hono'
import { graphCredentials } from '../access/credentials.ts'
import { ofAnotherTenant } from '../access/forbidden.ts'
import { keyWatch } from '../access/key-watch.ts'
import { withOurAddress } from '../media/describe.ts'
import type { Parts } from '../parts.ts'
import { overheard, wantedPage } from '../templates/overhear.ts'
import { wholeSecond } from '../templates/whole-second.ts'
import { callCustomer } from './call-customer.ts'
import { headerWithKey } from './forwarded-headers.ts'
import { graphError } from './graph-error.ts'
import { isGraphPath, readGraphPath, type GraphPath } from './graph-path.ts'
import { keyRefused } from './key-refused.ts'
import { passOn } from './pass-on.ts'
import { sendMessage } from './send-message.ts'
import { undecided } from './undecided.ts'

/**
 * The WhatsApp connection API: the Graph API under the gateway's address, with or without a version. The
 * gateway decides messages and calls, and passes all other requests on.
 */
export const connection =
  (parts: Parts): MiddlewareHandler =>
  async ({ req }, next) =>
    isGraphPath(new URL(req.url).pathname) ? answerGraph(req.raw, parts) : next()

const answerGraph = async (request: Request, parts: Parts): Promise<Response> => {
  const { pathname, searchParams } = new URL(request.url)
  const credentials = graphCredentials(request.headers, searchParams)
  // The guard has accepted the request, so there is a key.
  if (credentials === null) return notHere()
  const caller = { ...credentials, watch: keyWatch(credentials.key, parts.keyDigests) }
  if ([pathname, ...pathname.split('/')].some(caller.watch.isIn)) return keyRefused('in the path')
  const header = headerWithKey(request.headers, caller.watch)
  if (header !== null) return keyRefused(`in the header ${header}`)
  const path = readGraphPath(pathname)
  const refusal = undecided(request, searchParams, path)
  if (refusal !== null || path.is === 'unwritten') return refusal ?? notHere()
  if (namesForeign(path, searchParams, parts.scope)) return ofAnotherTenant(pathname)
  if (path.is === 'messages' && request.method === 'POST') return sendMessage(request, path, caller, parts)
  if (path.is === 'calls' && request.method === 'POST') return callCustomer(request, path, caller, parts)
  const page = wantedPage(request, path, wholeSecond(parts.surroundings.now()))
  const answer = await passOn(request, path, caller, parts)
  if (page !== null) return overheard(answer, page, parts.templates)
  return request.method === 'GET' ? withOurAddress(answer, request, parts) : answer
}

/** Tenants may share an access token, so WhatsApp may not know whose a phone number is. */
const namesForeign = (
  path: Exclude<GraphPath, { readonly is: 'unwritten' }>,
  query: URLSearchParams,
  scope: Parts['scope'],
): boolean => {
  if (scope === null) return false
  if ('phoneNumberId' in path && !scope.part.phoneNumbers.has(path.phoneNumberId)) return true
  return [path.path, ...query.values()].some((text) => (text.match(/\d+/g) ?? []).some(scope.isForeign))
}

const notHere = (): Response =>
  graphError(404, {
    code: 100,
    message: 'No such path',
    details: 'A path of the Graph API begins with a version, such as /v24.0, or with an id.',
  })
