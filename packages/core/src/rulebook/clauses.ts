/**
 * The clauses that answers cite: a sentence of our own for each rule, and where it comes from. `G` are
 * Guichet's positions, `POS` its choices where Meta says nothing, the others rest on Meta's texts.
 */
export interface Clause {
  readonly sentence: string
  readonly source: string
}

/** The id of a clause. */
export type ClauseId =
  | 'G1'
  | 'G2'
  | 'G3'
  | 'G4'
  | 'G5'
  | 'G6'
  | 'G7'
  | 'G8'
  | 'CSW-1'
  | 'CSW-2'
  | 'CSW-3'
  | 'CSW-4'
  | 'CSW-5'
  | 'CSW-E11'
  | 'POS-1'
  | 'POS-2'
  | 'POS-3'
  | 'POS-4'
  | 'POS-5'
  | 'POS-8'
  | 'POS-17'
  | 'POS-26'
  | 'POS-28'
  | 'TPL-2'
  | 'TPL-3'
  | 'TPL-8'
  | 'TPL-9'
  | 'TPL-11'
  | 'LIM-14'
  | 'ID-5'
  | 'ID-8'
  | 'FEP-1'
  | 'FEP-3'
  | 'FEP-5'
  | 'FEP-7'
  | 'FEP-10'
  | 'CONV-A1'
  | 'CONV-A7'
  | 'CONV-B1'
  | 'CONV-B6'
  | 'CONV-B13'
  | 'PMP-1'
  | 'OCT26-2'
  | 'OCT26-4'
  | 'OCT26-11'
  | 'SEND-4'
  | 'nothing-known-of-templates'

const meta = 'https://developers.facebook.com/documentation/business-messaging/whatsapp'
const ours = 'position of Guichet'

const clause = (sentence: string, source: string): Clause => ({ sentence, source })

export const clauses: Readonly<Record<ClauseId, Clause>> = {
  G1: clause(
    "The first message of a quiet thread opens a conversation: user-initiated when it is the customer's, business-initiated when it is an approved template.",
    ours,
  ),
  G2: clause(
    'Whatever the customer sends opens, as far as the rulebook says so, and so does a template that was accepted; a message that failed counts for nothing from the moment of its failure.',
    ours,
  ),
  G3: clause(
    'A conversation closes 24 hours after the latest of its opening messages and, when the customer began it, of the first response.',
    ours,
  ),
  G4: clause(
    'A user-initiated conversation starts with the first response of the business; a business-initiated one starts as it opens.',
    ours,
  ),
  G5: clause(
    'Every message while a conversation is open belongs to it; after its end the next opening message begins another.',
    ours,
  ),
  G6: clause(
    "The customer service window runs for 24 hours from the customer's latest opening message; only it permits service messages, and no template opens or extends it.",
    `${meta}/messages/send-messages`,
  ),
  G7: clause('Only a template that is registered and approved may be sent.', `${meta}/support/error-codes`),
  G8: clause('What is billed is a separate matter that the rulebook in force decides.', ours),
  'CSW-1': clause(
    'Each message or call of the customer opens the window anew for a full 24 hours.',
    `${meta}/messages/send-messages`,
  ),
  'CSW-2': clause(
    "A customer's call opens the window, answered or not; a call of the business does once the customer accepts it. Since 15 July 2025.",
    `${meta}/calling/pricing`,
  ),
  'CSW-3': clause(
    'Outside the window only templates may be sent; anything else fails with error 131047.',
    `${meta}/support/error-codes`,
  ),
  'CSW-4': clause(
    'Messages of the business never open or extend the window.',
    `${meta}/messages/send-messages`,
  ),
  'CSW-5': clause(
    'Now and then WhatsApp refuses a message although the window is open.',
    `${meta}/messages/send-messages`,
  ),
  'CSW-E11': clause('A notice that the customer changed number or identity opens no window.', ours),
  'POS-1': clause('At exactly 24 hours the window is closed.', ours),
  'POS-2': clause("Meta's timestamp decides, not the moment at which the webhook arrived.", ours),
  'POS-3': clause('A reaction of the customer is not relied on to open the window.', ours),
  'POS-4': clause(
    'A message that the Cloud API cannot show does open the window; an edit, a deletion or a system notice does not.',
    ours,
  ),
  'POS-5': clause('Messages sent from the WhatsApp Business app change no window.', ours),
  'POS-8': clause(
    'A free entry point begins when the reply is sent; while conversations were billed, when it was delivered.',
    ours,
  ),
  'POS-17': clause('Webhooks are believed for eight days: Meta retries for up to seven.', ours),
  'POS-26': clause("A window does not move along when the customer's number or user id changes.", ours),
  'POS-28': clause('A reaction of the business needs an open window.', ours),
  'TPL-2': clause(
    "A template's status says whether it may be sent; paused, disabled, pending or rejected ones may not.",
    `${meta}/webhooks/reference/message_template_status_update`,
  ),
  'TPL-3': clause(
    'A template of low quality is paused, the third time disabled.',
    `${meta}/templates/template-pausing`,
  ),
  'TPL-8': clause('What counts is the category that a template has when it is used.', `${meta}/pricing`),
  'TPL-9': clause(
    'A message that could not be delivered is dropped after 30 days at the latest.',
    `${meta}/templates/time-to-live`,
  ),
  'TPL-11': clause(
    'A template whose name or language is not registered fails with error 132001.',
    `${meta}/support/error-codes`,
  ),
  'LIM-14': clause(
    'After a customer stopped marketing messages, marketing templates fail with error 131050 until the customer resumes; everything else passes.',
    `${meta}/support/error-codes`,
  ),
  'ID-5': clause(
    "A customer's business-scoped user id is replaced when the number changes.",
    `${meta}/business-scoped-user-ids`,
  ),
  'ID-8': clause(
    'A customer may be known by a phone number and by a user id; both name the same thread.',
    ours,
  ),
  'FEP-1': clause(
    "A customer who comes through an ad or a page's button may open a free entry point.",
    `${meta}/pricing`,
  ),
  'FEP-3': clause(
    'The entry point opens when the business answers within 24 hours, with a message of any kind.',
    `${meta}/pricing`,
  ),
  'FEP-5': clause(
    'A free entry point lasts 24 hours until February 2023, then 72 hours, since the end of September 2026 up to seven days.',
    `${meta}/pricing`,
  ),
  'FEP-7': clause('A free entry point leaves the customer service window as it is.', `${meta}/pricing`),
  'FEP-10': clause('Another click on an ad while an entry point is open changes nothing.', ours),
  'CONV-A1': clause(
    'A billed conversation lasted a fixed 24 hours.',
    `${meta}/pricing/conversation-based-pricing`,
  ),
  'CONV-A7': clause(
    'An entry point made the conversation free for 24 hours, from March 2023 for 72.',
    `${meta}/pricing/conversation-based-pricing`,
  ),
  'CONV-B1': clause(
    'From June 2023 conversations had a category.',
    `${meta}/pricing/conversation-based-pricing`,
  ),
  'CONV-B6': clause(
    'An entry point opened when the reply was delivered.',
    `${meta}/pricing/conversation-based-pricing`,
  ),
  'CONV-B13': clause('From November 2024 service conversations were free without limit.', `${meta}/pricing`),
  'PMP-1': clause('Since July 2025 each delivered message is charged.', `${meta}/pricing`),
  'OCT26-2': clause(
    'Since October 2026 service messages are charged.',
    `${meta}/pricing/non-template-messages`,
  ),
  'OCT26-4': clause(
    'Since October 2026 a utility template inside the window is charged.',
    `${meta}/pricing/non-template-messages`,
  ),
  'OCT26-11': clause(
    'Since the end of September 2026 a free entry point may stay open for up to seven days.',
    `${meta}/pricing`,
  ),
  'SEND-4': clause(
    'The Cloud API has no idempotency key: a request that is sent again sends again.',
    `${meta}/messages/send-messages`,
  ),
  'nothing-known-of-templates': clause(
    "Nothing is known of the account's templates, so this one is taken at its word.",
    ours,
  ),
}

/** Is this the id of a clause? */
export const isClauseId = (id: string): id is ClauseId => Object.hasOwn(clauses, id)
