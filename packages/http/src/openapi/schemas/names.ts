import { customer, phoneNumberId } from '../../shape/ids.ts'
import { definitionsOf } from '../../shape/shape.ts'
import { count, instant, list, object, shared, text } from './make.ts'
import type { Schemas } from '../types.ts'

/** The ids, and the parts that all answers share. */
export const nameSchemas: Schemas = {
  ...definitionsOf(phoneNumberId, customer),
  Rulebook: text('The id of the rulebook in force: the date from which it applies.'),
  Interval: object(
    { opensAt: instant('It belongs to the interval.'), closesAt: instant('It does not.') },
    {},
    'Half-open: open from `opensAt` until just before `closesAt`.',
  ),
  FieldProblem: object({
    field: text('The parameter, or the path into the body, such as `messages[1].name`.'),
    reason: text('What is wrong there.'),
  }),
  Problem: object(
    {
      type: {
        type: 'string',
        format: 'uri-reference',
        description: 'Names the kind of problem; it does not change.',
      },
      title: text('The kind of problem in words.'),
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: text('What is wrong with this request, and what to do.'),
    },
    {
      errors: list(shared('FieldProblem'), 'Every part that is invalid.'),
      earliest: instant('If the instant is too old: the earliest possible one.'),
      position: count('If the body is not JSON: after how many characters it breaks.'),
      code: { type: ['integer', 'null'], description: "If WhatsApp refused the message: Meta's error code." },
      error: { description: "If WhatsApp refused the message: Meta's error, unchanged." },
    },
    'RFC 9457; some kinds have further members.',
  ),
}
