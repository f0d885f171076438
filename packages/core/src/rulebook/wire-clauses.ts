import type { Clause } from './clauses.ts'

/**
 * The clauses about Meta's wire: what webhooks carry and how. No answer cites them; the code that reads
 * webhooks, and its documentation, do.
 */
const meta = 'https://developers.facebook.com/documentation/business-messaging/whatsapp'
const ours = 'position of Guichet'
const status = `${meta}/webhooks/reference/messages/status`

const clause = (sentence: string, source: string): Clause => ({ sentence, source })

/** Every clause about Meta's wire by its id. */
export const wireClauses: Readonly<Record<string, Clause>> = {
  'CONV-A8': clause(
    'Before February 2022 templates were charged outside a 24-hour session.',
    `${meta}/pricing/conversation-based-pricing`,
  ),
  'CONV-A9': clause(
    'Statuses named the conversation that a message belonged to, with its end and its origin.',
    status,
  ),
  'CONV-A10': clause("Only the status `sent` says when the message's conversation ends.", status),
  'CSW-7': clause(
    'Whether a message may be sent is decided when it is sent, what it costs when it is delivered.',
    `${meta}/pricing`,
  ),
  'CSW-E6': clause(
    "A message in a group opens the group's window, not the sender's own.",
    `${meta}/groups/pricing`,
  ),
  'CSW-E8': clause('A reaction that is taken back opens nothing.', ours),
  'CSW-E10': clause('An edit that the Cloud API shows as unsupported opens nothing.', ours),
  'CSW-E16': clause(
    'A reply about the permission to call counts as a system notice, which opens nothing, unless the customer gave it in answer to a request (POS-42).',
    ours,
  ),
  'FEP-12': clause(
    'A message that came through an ad or a post carries a referral that says which.',
    `${meta}/pricing`,
  ),
  'HOOK-2': clause(
    'A webhook that is not answered with 200 comes again, ever less often, for up to seven days.',
    `${meta}/webhooks/overview`,
  ),
  'HOOK-3': clause(
    'One webhook may carry up to a thousand updates, of several accounts and phone numbers.',
    `${meta}/webhooks/create-webhook-endpoint`,
  ),
  'HOOK-4': clause('A webhook body has up to 3 MB.', `${meta}/webhooks/overview`),
  'HOOK-5': clause(
    'The endpoint proves itself by answering a GET with the challenge.',
    `${meta}/webhooks/create-webhook-endpoint`,
  ),
  'HOOK-6': clause(
    'A webhook is signed with HMAC-SHA256 over the raw bytes of its body, keyed with the app secret.',
    `${meta}/webhooks/create-webhook-endpoint`,
  ),
  'HOOK-8': clause(
    'Each message that is sent brings three webhooks, each that is received one; half of them are to be answered within 250 milliseconds.',
    `${meta}/throughput`,
  ),
  'HOOK-9': clause('Timestamps are seconds, as text in messages and statuses, as numbers elsewhere.', status),
  'HOOK-11': clause('A message may be sent, delivered, read, played or failed.', status),
  'HOOK-12': clause('Statuses come in any order, and read may come without delivered.', status),
  'HOOK-13': clause(
    'An edit or a deletion is a message of its own where the number is shared with the Business app.',
    `${meta}/embedded-signup/onboarding-business-app-users`,
  ),
  'HOOK-14': clause('What a customer does on a landing page is no message.', status),
  'HOOK-15': clause('Statuses of groups may nest the pricing in the conversation.', status),
  'HOOK-16': clause(
    'For a reaction of the business only `sent` is reported, never `delivered` or `read`.',
    status,
  ),
  'ID-1': clause(
    'A business-scoped user id is a country code, a dot, and up to 128 letters and digits.',
    `${meta}/business-scoped-user-ids`,
  ),
  'ID-2': clause(
    'Linked portfolios share a parent user id; it names no thread.',
    `${meta}/business-scoped-user-ids`,
  ),
  'ID-4': clause(
    'The phone number may be missing where the customer has a user name.',
    `${meta}/business-scoped-user-ids`,
  ),
  'ID-6': clause(
    'A message names its customer by phone number in `to` or by user id in `recipient`; `to` wins.',
    `${meta}/business-scoped-user-ids`,
  ),
  'ID-10': clause(
    'For some countries WhatsApp adds or removes a digit of the phone number; its answer is the canonical one.',
    `${meta}/business-phone-numbers/phone-numbers`,
  ),
  'ID-11': clause(
    'A change of number comes as a system message with the old number as its sender. Another customer may get the number later.',
    `${meta}/business-scoped-user-ids`,
  ),
  'LIM-7': clause(
    'To one customer a message may be sent every six seconds, with bursts of up to 45 on credit.',
    `${meta}/about-the-platform`,
  ),
  'LIM-8': clause(
    'A phone number sends and receives 80 messages a second, and 1,000 once it is upgraded.',
    `${meta}/throughput`,
  ),
  'LIM-22': clause(
    'A messaging limit comes as a number, as -1 or UNLIMITED, or as a level such as TIER_2K; TIER_NOT_SET is no limit yet.',
    `${meta}/webhooks/reference/business_capability_update`,
  ),
  'LIM-23': clause(
    'A rise or a fall of the messaging limit comes as `business_capability_update`; an account alert only announces what was decided about one.',
    `${meta}/webhooks/reference/business_capability_update`,
  ),
  'PMP-5': clause('A status says whether its message is billable.', status),
  'PMP-8': clause('A status names the category that its message is priced by.', status),
  'PMP-11': clause(
    'Since version 24 of the API a status names a conversation only inside a free entry point.',
    status,
  ),
  'PMP-22': clause(
    'Since July 2025 versions of the API before 24 name a conversation of no length outside entry points: it ends as its status begins (POS-46).',
    status,
  ),
  'PMP-23': clause(
    'A charged free-form message of an AI provider is reported with the category `general_purpose_ai` and the type `regular`.',
    status,
  ),
  'POS-23': clause(
    'The category of international authentication is one, with a hyphen or an underscore.',
    ours,
  ),
  'POS-24': clause(
    "A change of a template's quality is recognised by its shape, whatever field it arrives under.",
    ours,
  ),
  'SEND-1': clause('The shape of a request to send, and of its answers.', `${meta}/messages/send-messages`),
  'SEND-3': clause(
    'That a message was accepted is no delivery: failures come later, as a status.',
    `${meta}/messages/send-messages`,
  ),
  'SEND-5': clause(
    'A read receipt and a typing indicator are no messages, and always allowed.',
    `${meta}/typing-indicators`,
  ),
  'TPL-7': clause(
    "A template's category may be changed by Meta, after a notice of about a day.",
    `${meta}/templates/template-pausing`,
  ),
  'SHAPE-1': clause('The shape of the envelope of all webhooks.', status),
  'SHAPE-2': clause('The shape of an image.', status),
  'SHAPE-12': clause('The shape of a reply about the permission to call.', status),
  'SHAPE-15': clause('The shape of a system message.', status),
  'SHAPE-18': clause('The shape of the notice that a chat was opened.', status),
  'SHAPE-19': clause('The shape of a status.', status),
  'SHAPE-20': clause('The shape of a failure.', status),
  'SHAPE-21': clause('The shape of calls.', status),
  'SHAPE-22': clause('The shape of marketing preferences.', status),
  'SHAPE-23': clause('The shape of a new user id.', status),
  'SHAPE-29': clause("The shape of a template's review status.", status),
  'SHAPE-30': clause("The shape of a template's new category.", status),
  'SHAPE-31': clause('The shape of groups.', status),
}
