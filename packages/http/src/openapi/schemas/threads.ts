import { count, instant, list, object, oneOf, orNull, shared, text, truth, word, words } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const thread: Readonly<Record<string, Schema>> = {
  phoneNumberId: text('The id of the business phone number.'),
  customer: text('The id under which the customer is kept.'),
  aliases: list(text(), "The customer's other ids."),
  newest: instant('The newest event.'),
  windowClosesAt: orNull(
    instant('The end of the latest customer service window; `null` while there was none.'),
  ),
  replyBy: orNull(instant('Until then a reply opens the free entry point; `null` where none waits.')),
  closedByMeta: orNull(instant('When WhatsApp last refused a message because of the window.')),
  waitingSince: orNull(
    instant(
      'When the customer wrote what is not answered yet; `null` where the last word is the business’s.',
    ),
  ),
  name: orNull(text("The name of the customer's profile, as it was last seen.")),
}

const now = { now: instant('Our clock.') }

/** Threads, their state and their history. */
export const threadSchemas: Schemas = {
  Thread: object(thread, {}, 'One phone number and one customer.'),
  Threads: object({ ...now, threads: list(shared('Thread'), 'The soonest first.') }),
  ThreadNow: object({ ...now, ...thread, view: shared('View') }, {}, 'A thread and its state.'),
  View: object({
    phase: {
      ...words('open', 'awaiting-customer', 'closed'),
      description: '`open`: any message is allowed. In the other states, templates only.',
    },
    serviceWindow: orNull(shared('Interval')),
    conversation: orNull(shared('Conversation')),
    entryPoint: orNull(
      oneOf(
        object({ state: word('awaiting-reply'), replyBy: instant('A reply before then opens it.') }),
        object({
          state: word('open'),
          opensAt: instant('Its beginning.'),
          closesAt: instant('Its end.'),
          expiry: words('estimated', 'reported'),
        }),
      ),
    ),
    billedConversations: list(
      object({ category: text(), opensAt: instant('Its beginning.'), closesAt: instant('Its end.') }),
      'For conversations that are charged.',
    ),
    rulebook: shared('Rulebook'),
  }),
  Conversation: object({
    initiatedBy: words('user', 'business'),
    openedAt: instant('The opening message.'),
    startedAt: orNull(instant('The first response of the business; `null` while that is pending.')),
    closesAt: instant('Its end.'),
  }),
  History: object({
    events: list(shared('ThreadEvent'), 'In the order in which they came.'),
    messages: list(shared('SentMessage'), 'What the business sent, in order.'),
    conversations: list(shared('Conversation')),
    windows: list(shared('Interval'), 'Customer service windows.'),
    entryPoints: list(
      object({
        message: orNull(text('The message that brought the customer.')),
        arrivedAt: instant('When the customer came.'),
        replyBy: instant('A reply before then opens it.'),
        opensAt: orNull(instant('Its beginning, after the reply.')),
        closesAt: orNull(instant('Its end, after the reply.')),
        expiry: words('estimated', 'reported'),
      }),
      'Free entry points.',
    ),
    more: count('How many older events there are.'),
  }),
  SentMessage: object(
    {
      message: text('The wamid.'),
      sentAt: instant('The earliest evidence that it was sent.'),
      content: orNull(
        object(
          { kind: words('service', 'reaction', 'template') },
          { name: text(), language: text(), category: text() },
          '`null` while its category is not known.',
        ),
      ),
      deliveredAt: orNull(instant('Its delivery.')),
      readAt: orNull(instant('When it was read.')),
      failedAt: orNull(instant('When it failed.')),
      errorCode: orNull({ type: 'integer', description: "Meta's code of the failure." }),
      reported: orNull(shared('ReportedPricing')),
      fate: words('under-way', 'held', 'delivered', 'read', 'failed', 'dropped-by-pacing', 'expired'),
      insideWindow: truth('Was the customer service window open when it was sent?'),
    },
    {
      price: shared('Price'),
      participants: list(
        object({
          participant: text('The member of the group.'),
          deliveredAt: orNull(instant('Its delivery to this member.')),
          readAt: orNull(instant('When this member read it.')),
          failedAt: orNull(instant('When it failed for this member.')),
          errorCode: orNull({ type: 'integer', description: "Meta's code of that failure." }),
          reported: orNull(shared('ReportedPricing')),
        }),
        'What became of it for each member of a group, as far as a status says so; only in groups.',
      ),
    },
  ),
  Charges: object({
    charges: list(shared('Charge'), 'By delivery; of a message to a group one for each member who got it.'),
    more: count('How many older charges there are.'),
  }),
  Charge: object(
    {
      phoneNumberId: text(),
      customer: text(),
      message: text('The wamid.'),
      at: instant('Its delivery.'),
      rulebook: shared('Rulebook'),
      unit: shared('ChargeUnit'),
      category: text('Of the message or its conversation.'),
      type: shared('ChargeType'),
      because: list(text(), 'Ids of the clauses that decided.'),
      reported: orNull(shared('ReportedPricing')),
      agrees: {
        type: ['boolean', 'null'],
        description: "Does Meta's report agree? `null` where Meta reported nothing.",
      },
      tier: orNull(
        object(
          {
            per: words('account', 'phone-number'),
            amount: count('What is free in a month.'),
            counts: text('What is counted.'),
            beyond: words('regular', 'not_charged', 'free_entry_point'),
          },
          {},
          'The free tier that it counts against: `type` holds while the tier lasts, `beyond` after. One ' +
            'thread alone does not show which.',
        ),
      ),
    },
    {
      participant: text('The member of the group to whom it was delivered; only in groups.'),
      price: shared('Price'),
    },
  ),
}
