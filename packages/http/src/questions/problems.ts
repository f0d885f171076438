import { toIso, type ThreadKey, type TooOld } from '@guichet/core'
import { problem } from '../problem/problem.ts'
import { show, type FieldProblem } from '../shape/shape.ts'

/** The answer to missing or invalid parameters; it names all of them. */
export const badParameters = (errors: readonly FieldProblem[]): Response =>
  malformed('invalid-parameter', errors)

/** The answer to a body with missing or invalid fields; it names all of them. */
export const badBody = (errors: readonly FieldProblem[]): Response => malformed('invalid-body', errors)

const malformed = (kind: 'invalid-parameter' | 'invalid-body', errors: readonly FieldProblem[]): Response => {
  const detail = errors.map(({ field, reason }) => `${field}: ${reason}`).join('; ')
  return problem(kind, detail, { members: { errors } })
}

/** The answer to a question about an instant before the facts that are kept. */
export const tooOld = ({ earliest }: TooOld): Response =>
  problem(
    'too-old',
    `at: facts before ${toIso(earliest)} are no longer kept; give that instant or a later one`,
    {
      members: { earliest: toIso(earliest) },
    },
  )

/** The answer to a question about an unknown thread. */
export const unknownThread = ({ phoneNumberId, customer }: ThreadKey): Response =>
  problem(
    'not-found',
    `There is no thread of customer ${show(customer)} at phone number ${show(phoneNumberId)}. Check ` +
      'both ids, and percent-encode them in the path.',
  )
