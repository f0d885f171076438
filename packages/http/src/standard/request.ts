import { timingFields, timingRules, type GivenTiming } from '../outbox/request.ts'
import { both, either, implies, is, not, given, rule, type Condition } from '../shape/condition.ts'
import { anyObject, object, optional } from '../shape/object.ts'
import { text } from '../shape/plain.ts'
import { list } from '../shape/several.ts'
import { named, nullable, type Named } from '../shape/shape.ts'

/** A template of the standard API. */
export interface StandardTemplate {
  readonly name: string
  readonly language: string
  readonly category?: string
  /** In the shape of the Cloud API. */
  readonly components?: readonly object[]
}

export interface StandardRequest extends GivenTiming {
  readonly phoneNumberId?: string
  readonly to: string
  readonly text?: string | null
  readonly template?: StandardTemplate | null
}

const most = 512
const nameTheTemplate = 'give the name of a template'
const nameTheLanguage = 'give a language code such as en_US'
const nameTheCustomer = 'name the customer: a phone number or a user id, as a text'

/** What is said where no phone number is named. */
export const nameTheSender = 'name the phone number id to send from'

const template = object(
  {
    name: text({
      most,
      description: 'The name of the template.',
      reason: nameTheTemplate,
      missing: nameTheTemplate,
    }),
    language: text({
      most,
      description: 'Such as `en_US`.',
      reason: nameTheLanguage,
      missing: nameTheLanguage,
    }),
    category: optional(
      text({
        most,
        description: '`marketing`, `utility` or `authentication`, if it is known.',
        reason: 'must be a category such as utility',
      }),
    ),
    components: optional(list(anyObject, { description: 'In the shape of the Cloud API.' })),
  },
  {
    description: 'Sent while it is closed. Without it, a text is refused then.',
    reason: 'must be an object with a name and a language',
  },
)

/** There, and not `null`. */
const has = (name: string): Condition => both(given(name), not(is(name, null)))

/** The body of `POST /messages`. */
export const standardRequest: Named<StandardRequest> = named(
  'StandardMessage',
  object(
    {
      phoneNumberId: optional(
        text({
          pattern: /^[\w-]+$/,
          description: 'The phone number id to send from; may be left out where the gateway has one.',
          reason: nameTheSender,
        }),
      ),
      to: text({
        pattern: /\S/,
        description: 'The customer: a phone number or a user id.',
        reason: nameTheCustomer,
        missing: nameTheCustomer,
      }),
      text: optional(
        nullable(
          text({
            description: 'Sent while the customer service window is open.',
            reason: 'must be a text that is not empty',
          }),
        ),
      ),
      template: optional(nullable(template)),
      ...timingFields,
    },
    {
      description: 'A text, a template, or both: the rules choose.',
      rules: [
        rule('text', either(has('text'), has('template')), 'give a text, a template, or both'),
        rule(
          'atUntil',
          implies(is('atUntil', 'template'), both(has('text'), has('template'))),
          'names the template, and there is none beside the text: give one in template',
        ),
        ...timingRules,
      ],
    },
  ),
)
