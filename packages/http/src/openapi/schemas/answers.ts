import { askRequest, planRequest, question } from '../../questions/requests.ts'
import { definitionsOf } from '../../shape/shape.ts'
import { count, instant, list, object, oneOf, orNull, shared, text, truth, word, words } from './make.ts'
import type { Schemas } from '../types.ts'

const clauses = list(
  text(),
  'Ids of the clauses that decided; the rules page of @guichet/core has their text.',
)

const template = object(
  { name: text('The name of the template.'), language: text('Such as `en_US`.') },
  { category: text('`marketing`, `utility` or `authentication`, if it is known.') },
)

const reason = (code: string, fields: Parameters<typeof object>[0]): ReturnType<typeof object> =>
  object({ code: word(code), because: clauses, ...fields })

const templateReason = (code: string): ReturnType<typeof object> =>
  reason(code, {
    name: text(),
    language: text(),
    status: text("Meta's word for it."),
    since: orNull(instant('When the status began, if it is known.')),
  })

const limitReasons = [
  reason('account-restricted', {
    restriction: words(
      'business-initiated-messages',
      'replies',
      'all-messages',
      'direct-send-utility',
      'business-initiated-calls',
    ),
    until: orNull(instant('Its end; `null` until further notice.')),
  }),
  reason('marketing-not-delivered', { country: text('ISO 3166.') }),
  reason('marketing-cap-reached', { until: instant('When marketing may be sent again.') }),
  reason('messaging-limit-reached', {
    limit: count('How many customers may be written to first in 24 hours.'),
    freesAt: orNull(instant('When the first place is free.')),
  }),
  reason('pair-rate-reached', { until: instant('When the next message may follow.') }),
  reason('throughput-reached', { until: orNull(instant('When the next message may follow.')) }),
  reason('group-suspended', { group: text('The id of the group.') }),
]

const callReasons = [
  reason('call-not-permitted', { since: orNull(instant('When the last permission ended.')) }),
  reason('call-limit-reached', {
    limit: count('How many calls may be picked up in 24 hours.'),
    freesAt: instant('When the next call is possible.'),
  }),
  reason('calls-not-offered', { country: text('ISO 3166.') }),
  reason('call-permission-requested-lately', { until: instant('When the customer may be asked again.') }),
  reason('call-permission-is-permanent', {}),
]

const templateRemedy = (what: string): ReturnType<typeof object> =>
  object({
    do: word(what),
    templates: orNull(
      list(
        template,
        'Templates that would be allowed now; `null` when none is known and the list is incomplete.',
      ),
    ),
    more: count('How many more there are.'),
    except: list(text(), 'Categories that would be refused.'),
  })

const allowedFields = {
  validUntil: orNull(instant('From then on it is refused; `null` when no deadline is known.')),
  charge: shared('ChargeForecast'),
  tier: orNull(
    object(
      { used: count('Messages of the month before it.'), amount: count('What is free in a month.') },
      {},
      'The free tier, if one applies.',
    ),
  ),
  opens: list(shared('Opened'), 'What the message would open.'),
  because: clauses,
  notKnown: shared('NotKnown'),
  rulebook: shared('Rulebook'),
}

const allowed = { answer: word('allowed'), ...allowedFields }

const refused = {
  answer: word('refused'),
  reasons: { ...list(shared('Reason'), 'Every reason for the refusal, not only the first.'), minItems: 1 },
  remedies: list(shared('Remedy'), 'What to do instead; asking again afterwards gets "allowed".'),
  notKnown: shared('NotKnown'),
  rulebook: shared('Rulebook'),
}

const message = { message: shared('Question') }

const priced = { price: shared('Price') }

/** The questions before a message is sent, and their answers. */
export const answerSchemas: Schemas = {
  ...definitionsOf(question, askRequest, planRequest),
  Answer: oneOf(object(allowed, priced), object(refused)),
  EachAnswer: oneOf(object({ ...message, ...allowed }, priced), object({ ...message, ...refused })),
  Answers: object(
    { answers: list(shared('EachAnswer'), 'In the order of the questions.') },
    { joined: orNull(shared('Joined')) },
  ),
  Joined: object(
    {
      answers: list(shared('EachAnswer'), 'The row with its service messages joined into the first.'),
      saves: object({
        messages: count('How many fewer messages go out.'),
        charged: count('How many fewer of them are charged.'),
        ofFreeTier: count("How much less of the month's free tier is used."),
      }),
      because: clauses,
    },
    {},
    'With `together`: what joining changes; `null` where fewer than two service messages are allowed.',
  ),
  Plan: object({
    from: instant('The beginning of the plan.'),
    until: instant('Its end, which does not belong to it.'),
    now: list(shared('EachAnswer'), 'The answer at `from` to each form of the request.'),
    earliest: orNull(count('The place of the earliest option that needs nothing, counted from 0.')),
    cheapest: orNull(count('The place of the cheapest option that needs nothing.')),
    options: list(
      shared('PlanOption'),
      'Those that need nothing, cheapest first; then the others. What is no earlier and no cheaper is left out.',
    ),
    notKnown: shared('NotKnown'),
  }),
  PlanOption: object(
    {
      at: instant('From here on; if the customer has to write: if that is at this instant or later.'),
      until: orNull(
        instant('From here on it is refused or costs something else; `null` where that is not in the plan.'),
      ),
      needs: list(words('customer-writes'), 'What has to happen first.'),
      asked: truth('Does the request name this form?'),
      ...message,
      ...allowedFields,
    },
    priced,
  ),
  NotKnown: list(
    words('templates', 'messaging-limit', 'restrictions', 'throughput', 'call-permission'),
    'Facts that could change the answer and are not known; they refuse nothing. `templates`: the ' +
      'account has no list of its templates, and no event names this one. The others: no event says anything of them.',
  ),
  ChargeForecast: object(
    {
      unit: shared('ChargeUnit'),
      category: text('Of the message or its conversation.'),
      type: shared('ChargeType'),
    },
    {},
    'What it would cost if it were sent and delivered now.',
  ),
  ChargeUnit: words('conversation', 'message', 'none'),
  ChargeType: words(
    'regular',
    'free_customer_service',
    'free_entry_point',
    'free_tier',
    'rides_open_conversation',
    'not_charged',
  ),
  Opened: oneOf(
    object({ what: word('conversation'), initiatedBy: word('business'), closesAt: instant('Its end.') }),
    object({ what: word('billed-conversation'), category: text(), closesAt: instant('Its end.') }),
    object({ what: word('free-entry-point'), closesAt: instant('Its end.') }),
  ),
  Reason: oneOf(
    reason('service-window-closed', {
      openedAt: orNull(instant("The customer's latest opening message.")),
      closedAt: orNull(instant('When the customer service window closed.')),
    }),
    reason('template-unknown', { name: text(), language: orNull(text()) }),
    templateReason('template-not-approved'),
    templateReason('template-paused'),
    templateReason('template-disabled'),
    reason('marketing-stopped', { since: instant('When the customer stopped marketing messages.') }),
    reason('customer-unknown', {
      current: text('The id that replaced the one in the question.'),
      since: instant('When it was replaced.'),
    }),
    ...limitReasons,
    ...callReasons,
  ),
  Remedy: oneOf(
    templateRemedy('send-template'),
    templateRemedy('choose-another-template'),
    object({ do: word('wait-for-customer') }),
    object({ do: word('wait-until'), at: instant('When it will be allowed.') }),
    object({ do: word('ask-for-call-permission'), by: words('service', 'template') }),
  ),
}
