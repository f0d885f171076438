import { customerOf } from '@guichet/cloud-api'
import { isLeft } from '@guichet/core'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import { graphError } from './graph-error.ts'
import type { GraphPath } from './graph-path.ts'
import { keyRefused } from './key-refused.ts'
import { readParameters, type Parameters } from './parameters.ts'
import { passOnInstead, type Caller } from './pass-on.ts'
import { noteOfRefusal } from '../sending/note.ts'
import { graphRefusal } from './refusal.ts'

/**
 * `POST /v{N}.{M}/{phoneNumberId}/calls`: passes on a call that the rules allow (CALL-9 to CALL-14), and refuses others
 * as Meta does. What is done with a call that has begun is passed on as it is.
 */
export const callCustomer = async (
  request: Request,
  path: Extract<GraphPath, { readonly is: 'calls' }>,
  caller: Caller,
  parts: Parts,
): Promise<Response> => {
  const read = await readParameters(request, parts.limits.bodyBytes)
  if (!read.ok) return read.answer
  const { parameters } = read
  if (caller.watch.isWithin(parameters)) return keyRefused('in the call')
  const refused = begins(parameters) ? await refusalOf(parameters, request, path, parts) : null
  return refused ?? passOnInstead(request, path, caller, parts, JSON.stringify(parameters))
}

/** Does it ring at the customer's? The other actions name a call that did. */
const begins = ({ action }: Parameters): boolean => String(action).trim().toLowerCase() === 'connect'

const refusalOf = async (
  parameters: Parameters,
  request: Request,
  { phoneNumberId }: Extract<GraphPath, { readonly is: 'calls' }>,
  { runtime, surroundings }: Parts,
): Promise<Response | null> => {
  const customer = customerOf(parameters)
  if (customer === null)
    return graphError(400, {
      code: 100,
      message: 'Invalid parameter',
      details: 'The parameter `to` (or `recipient`) is missing: name the customer.',
    })
  const answer = await runtime.ask({ phoneNumberId, customer }, { kind: 'call' })
  if (!isLeft(answer)) return null
  note(request, noteOfRefusal(phoneNumberId, answer.left))
  return graphRefusal(answer.left, surroundings.now())
}
