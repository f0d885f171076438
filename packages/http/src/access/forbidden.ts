import { graphError } from '../connection/graph-error.ts'
import { isGraphPath } from '../connection/graph-path.ts'
import { problem } from '../problem/problem.ts'
import { rightsFor } from './rights.ts'

/** The answer to a key without the right for a request, in the shape that the path's clients read. */
export const withoutRight = (name: string, method: string, path: string): Response => {
  const needs = rightsFor(method, path)
  const named = needs === 'every' || needs === null ? 'every right' : `the right ${needs.join(' or ')}`
  return forbidden(path, `The API key "${name}" may not do this: it needs ${named}.`)
}

/** The answer to a key whose tenant has no such phone number. */
export const ofAnotherTenant = (path: string): Response =>
  forbidden(path, "The phone number or account is none of this API key's tenant.")

const forbidden = (path: string, details: string): Response =>
  isGraphPath(path)
    ? graphError(403, {
        code: 10,
        message: 'Application does not have permission for this action',
        details: `${details} Nothing was sent.`,
        guichet: { outcome: 'forbidden' },
      })
    : problem('forbidden', details)
