import { text } from './plain.ts'
import { named, type Named, type Shape } from './shape.ts'

/** The longest id that is accepted; Meta's are far shorter. */
const most = 1024

/** An id, or another name that somebody gave. */
export const id = (description: string): Shape<string> => text({ most, description })

/** The id of a phone number of the business. */
export const phoneNumberId: Named<string> = named(
  'PhoneNumberId',
  id("The id of the business phone number, as in webhooks' metadata."),
)

/** Any id of a customer. */
export const customer: Named<string> = named(
  'Customer',
  id('The WhatsApp user: a phone number (`wa_id`) or a user id. Any id that the customer has will do.'),
)
