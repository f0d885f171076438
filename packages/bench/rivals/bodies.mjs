import { normalizeWebhook } from '@kapso/whatsapp-cloud-api/server'
import { type } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'

/** What becomes of a body that a schema has let through: as few fields as a window needs. */
const eventsOf = ({ entry }) => {
  const events = []
  for (const { changes } of entry)
    for (const { value } of changes) {
      const phoneNumberId = value.metadata?.phone_number_id
      for (const { id, from, timestamp, type: kind } of value.messages ?? [])
        events.push({
          type: 'customer-messaged',
          id,
          customer: from,
          at: Number(timestamp) * 1000,
          kind,
          phoneNumberId,
        })
      for (const { id, status, recipient_id: customer, timestamp, pricing } of value.statuses ?? [])
        events.push({
          type: 'message-status',
          id,
          customer,
          at: Number(timestamp) * 1000,
          status,
          pricing,
          phoneNumberId,
        })
    }
  return events
}

const byZod = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: z.string(),
      changes: z.array(
        z.object({
          field: z.string(),
          value: z.object({
            metadata: z.object({ display_phone_number: z.string(), phone_number_id: z.string() }).optional(),
            contacts: z
              .array(z.object({ wa_id: z.string().optional(), user_id: z.string().optional() }))
              .optional(),
            messages: z
              .array(
                z.object({
                  id: z.string(),
                  from: z.string().optional(),
                  timestamp: z.string(),
                  type: z.string(),
                }),
              )
              .optional(),
            statuses: z
              .array(
                z.object({
                  id: z.string(),
                  status: z.string(),
                  timestamp: z.string(),
                  recipient_id: z.string().optional(),
                  pricing: z
                    .object({ pricing_model: z.string(), category: z.string(), type: z.string().optional() })
                    .optional(),
                }),
              )
              .optional(),
          }),
        }),
      ),
    }),
  ),
})

const byArktype = type({
  object: 'string',
  entry: type({
    id: 'string',
    changes: type({
      field: 'string',
      value: {
        'metadata?': { display_phone_number: 'string', phone_number_id: 'string' },
        'contacts?': type({ 'wa_id?': 'string', 'user_id?': 'string' }).array(),
        'messages?': type({ id: 'string', 'from?': 'string', timestamp: 'string', type: 'string' }).array(),
        'statuses?': type({
          id: 'string',
          status: 'string',
          timestamp: 'string',
          'recipient_id?': 'string',
          'pricing?': { pricing_model: 'string', category: 'string', 'type?': 'string' },
        }).array(),
      },
    }).array(),
  }).array(),
})

const byValibot = v.object({
  object: v.string(),
  entry: v.array(
    v.object({
      id: v.string(),
      changes: v.array(
        v.object({
          field: v.string(),
          value: v.object({
            metadata: v.optional(v.object({ display_phone_number: v.string(), phone_number_id: v.string() })),
            contacts: v.optional(
              v.array(v.object({ wa_id: v.optional(v.string()), user_id: v.optional(v.string()) })),
            ),
            messages: v.optional(
              v.array(
                v.object({
                  id: v.string(),
                  from: v.optional(v.string()),
                  timestamp: v.string(),
                  type: v.string(),
                }),
              ),
            ),
            statuses: v.optional(
              v.array(
                v.object({
                  id: v.string(),
                  status: v.string(),
                  timestamp: v.string(),
                  recipient_id: v.optional(v.string()),
                  pricing: v.optional(
                    v.object({
                      pricing_model: v.string(),
                      category: v.string(),
                      type: v.optional(v.string()),
                    }),
                  ),
                }),
              ),
            ),
          }),
        }),
      ),
    }),
  ),
})

/** Bodies that a schema refuses give no event. */
const checkedBy = (check) => (text) => {
  const checked = check(JSON.parse(text))
  return checked === null ? 0 : eventsOf(checked).length
}

/** Each reads a webhook body and gives how many events are in it. */
export const readers = {
  'zod 4': checkedBy((body) => byZod.safeParse(body).data ?? null),
  arktype: checkedBy((body) => {
    const checked = byArktype(body)
    return checked instanceof type.errors ? null : checked
  }),
  valibot: checkedBy((body) => {
    const checked = v.safeParse(byValibot, body)
    return checked.success ? checked.output : null
  }),
  "Kapso's normaliser": (text) => {
    const { messages, statuses } = normalizeWebhook(JSON.parse(text))
    return messages.length + statuses.length
  },
}
