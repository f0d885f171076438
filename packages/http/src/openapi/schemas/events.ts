import { instant, list, object, oneOf, shared, text, truth, word, words } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const event = (type: string, fields: Readonly<Record<string, Schema>>, optional = {}): Schema =>
  object(
    {
      type: word(type),
      id: text("The id of the event; Meta's own id where it has one."),
      at: instant("When it happened, by Meta's clock."),
      phoneNumberId: text(),
      customer: text(),
      ...fields,
    },
    {
      aliases: list(text(), 'Other ids of the customer.'),
      account: text('The WhatsApp Business account.'),
      ...optional,
    },
  )

/** Every event of a thread. */
export const eventSchemas: Schemas = {
  ThreadEvent: oneOf(
    event(
      'customer-messaged',
      { kind: text("Meta's message type.") },
      { entryPoint: object({ source: words('ad', 'post', 'page') }, { id: text() }) },
    ),
    event('customer-called', {}),
    event('business-call-accepted', {}),
    event(
      'business-messaged',
      { content: shared('MessageContent') },
      { held: truth("Does WhatsApp hold it until the template's quality is assessed?") },
    ),
    event(
      'message-status',
      { message: text('The wamid.'), status: words('sent', 'delivered', 'read', 'played', 'failed') },
      {
        participant: text('The member of the group for whom alone this holds.'),
        errorCode: { type: 'integer', description: "Meta's code of a failure." },
        pricing: shared('ReportedPricing'),
        conversation: object({ id: text() }, { origin: text(), expiresAt: instant('Its end, by Meta.') }),
      },
    ),
    event('marketing-preference', { value: words('stop', 'resume') }),
    event('customer-renamed', { previous: text(), current: text() }),
    event(
      'call-permission-changed',
      {
        permission: words('temporary', 'permanent', 'none'),
        source: words('customer', 'profile', 'automatic'),
      },
      { until: instant('The end of a temporary permission; a week after it was given unless named.') },
    ),
    event('call-permission-requested', { by: words('service', 'template') }),
    event('call-ended', { direction: words('user', 'business'), connected: truth('Was it picked up?') }),
  ),
  MessageContent: oneOf(
    object({ kind: words('service', 'reaction') }),
    object({ kind: word('template'), name: text(), language: text() }, { category: text() }),
  ),
  ReportedPricing: object(
    { model: text(), category: text() },
    { type: text(), subtype: text(), billable: truth('Does Meta bill it?') },
    "Meta's `pricing` object.",
  ),
}
