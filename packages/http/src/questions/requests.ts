import type { Instant, Question, ThreadKey } from '@guichet/core'
import { both, eachIs, either, given, implies, is, later, not, rule, type Rule } from '../shape/condition.ts'
import { customer, id, phoneNumberId } from '../shape/ids.ts'
import { instant } from '../shape/instant.ts'
import { object, optional } from '../shape/object.ts'
import { text, truth, words } from '../shape/plain.ts'
import { byKind, list } from '../shape/several.ts'
import { named, type Named, type Shape } from '../shape/shape.ts'

const longestWord = 512

/** What may be asked about, as core's `parseQuestion` has it. */
export const question: Named<Question> = named(
  'Question',
  byKind(
    {
      service: {},
      reaction: {},
      template: {
        name: text({ most: longestWord, description: 'The name of the template.' }),
        language: optional(
          text({ most: longestWord, description: 'Such as `en_US`; any language if it is left out.' }),
        ),
        category: optional(text({ most: longestWord, description: 'If it is known.' })),
        endpoint: optional(words(['messages', 'marketing_messages'])),
      },
      call: {},
      'call-permission-request': { by: words(['service', 'template']) },
    },
    'The fields of a message that the rules need.',
  ),
)

/** How many questions one request may ask, because each costs a read of the store. */
const mostQuestions = 100

const questions = (description: string): Shape<readonly Question[]> =>
  list(question, { description, least: 1, most: mostQuestions, of: 'messages' })

/** `message` or `messages`, not both. */
const oneOrSeveral: readonly Rule[] = [
  rule(
    'message',
    either(given('message'), given('messages')),
    'is missing; give {"kind":"service"}, for instance, or a list in messages',
  ),
  rule('messages', not(both(given('message'), given('messages'))), 'give message or messages, not both'),
]

interface Questions extends ThreadKey {
  readonly message?: Question
  readonly messages?: readonly Question[]
}

/** What is asked about, in its order. */
export const questionsOf = ({ message, messages = [] }: Questions): readonly Question[] =>
  message === undefined ? messages : [message]

export interface AskRequest extends Questions {
  readonly at?: Instant
  readonly together?: boolean
}

/** The body of `POST /ask`. */
export const askRequest: Named<AskRequest> = named(
  'AskRequest',
  object(
    {
      phoneNumberId,
      customer,
      at: optional(instant('The instant to decide for; now if it is left out.')),
      message: optional(question),
      messages: optional(questions('Several at once, instead of `message`.')),
      together: optional(
        truth('The messages go out one after another: each is answered after those before it.'),
      ),
    },
    {
      rules: [
        ...oneOrSeveral,
        rule(
          'together',
          implies(is('together', true), given('messages')),
          'is of several messages; give a list in messages',
        ),
        rule(
          'together',
          implies(is('together', true), eachIs('messages', 'kind', 'service', 'reaction', 'template')),
          'is of messages; a call or a request to call is not asked about in a row',
        ),
      ],
    },
  ),
)

export interface PlanRequest extends Questions {
  readonly from?: Instant
  readonly until?: Instant
}

/** The body of `POST /plan`. */
export const planRequest: Named<PlanRequest> = named(
  'PlanRequest',
  object(
    {
      phoneNumberId,
      customer,
      from: optional(instant('When it may go out at the earliest; now if it is left out.')),
      until: optional(
        instant(
          'It goes out before this instant; 31 days after `from` if it is left out. Later than `from`.',
        ),
      ),
      message: optional(question),
      messages: optional(questions('Several forms of the message, instead of `message`.')),
    },
    { rules: [later('until', 'from'), ...oneOrSeveral] },
  ),
)

export interface IntentKey {
  readonly phoneNumberId: string
  readonly recipient: string
  readonly key: string
}

/** The body of `POST /intents/give-up`. */
export const intentKey: Named<IntentKey> = named(
  'IntentKey',
  object({
    phoneNumberId,
    recipient: id('The customer, by the id under which the thread is kept.'),
    key: id("The caller's idempotency key."),
  }),
)
