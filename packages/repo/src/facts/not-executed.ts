/** Facts that nothing executes. */
export interface NotExecuted {
  readonly ids: readonly string[]
  /** What they say, in a few words. */
  readonly says: string
  /** Why no rule is made of them. */
  readonly why: string
}

const row = (ids: string, says: string, why: string): NotExecuted => ({ ids: ids.split(' '), says, why })

/** Every fact that no answer cites and no source executes, nor says again, with the reason. */
export const notExecuted: readonly NotExecuted[] = [
  // Limits.
  row(
    'LIM-3 LIM-18 LIM-24',
    'the levels of the messaging limit by date, and when WhatsApp raises it',
    'A limit is believed when a webhook or a setting names it, and never assumed: a level that is guessed would refuse what passes.',
  ),
  row(
    'LIM-4 LIM-19 POS-22',
    'until October 2025 a falling rating lowered the messaging limit',
    'WhatsApp reports each fall of a limit itself.',
  ),
  row(
    'LIM-9 LIM-37',
    'how many calls of the Graph API an app may make in an hour',
    'They are counted for the whole app, and most are not made by Guichet; the errors 4, 613 and 80007 tell when to wait.',
  ),
  row(
    'LIM-10 LIM-28',
    'how many marketing messages a customer may get from all businesses together',
    'WhatsApp keeps the figure and the other messages secret. From the first 131049 on the customer is known to have enough (LIM-26).',
  ),
  row(
    'LIM-13 LIM-27 POS-38',
    'countries in which WhatsApp withholds no marketing',
    'Only a reported 131049 refuses marketing, and it is believed in every country.',
  ),
  row(
    'LIM-15',
    'a customer may block the business',
    'No webhook reports it, and the error 131026 has other causes, too.',
  ),
  row(
    'LIM-16',
    'the quality rating of a phone number',
    'It refuses nothing by itself; what follows from it comes as a restriction (LIM-29) or a new limit (LIM-22).',
  ),
  row(
    'LIM-30 LIM-31',
    'how warnings become restrictions, step by step',
    'Each restriction is reported when it comes (LIM-29); the next one is not foretold.',
  ),
  row('LIM-34', 'errors of the block list', 'Guichet blocks nobody.'),
  row('LIM-38', 'how many templates an account may have', 'Guichet creates no templates.'),
  row(
    'LIM-41',
    'an account may send its marketing through another endpoint only (131063)',
    'The setting is in no webhook. A question may name the endpoint; it refuses nothing.',
  ),
  row(
    'LIM-42',
    'an account may be limited for the misuse of template categories (131064)',
    'WhatsApp names neither the number nor the end.',
  ),

  // Calls.
  row(
    'CALL-3',
    'when a request for permission to call expires',
    "A permission begins with the customer's answer, whenever it comes; requests are counted by when they were sent.",
  ),
  row(
    'CALL-6',
    'test numbers may ask and call more often',
    'No webhook tells a test number from another: the limits of the others hold.',
  ),
  row(
    'CALL-7 CALL-21',
    'calls need a messaging limit of 2,000 (138015)',
    'Meta has changed the figure before; a figure that is out of date would refuse calls that pass. The countries are modelled (CALL-10).',
  ),
  row(
    'CALL-15',
    'the Graph API answers whether a customer may be called',
    'Permissions are known by their webhooks; Guichet does not ask.',
  ),
  row(
    'CALL-16 LIM-32',
    'WhatsApp pauses the calls of a number after bad feedback',
    'The pause is reported as a restriction (LIM-29); the warnings before it refuse nothing.',
  ),
  row(
    'CALL-18',
    'how many calls a phone number may have at once, and in a day',
    'The figure of calls at once is contradictory, and a call that is under way is no event.',
  ),

  // Templates.
  row(
    'TPL-5',
    "a template's quality rating",
    'It refuses nothing; the pause that follows is reported (TPL-2). Its webhook is recognised, and reported as unread (POS-24).',
  ),
  row(
    'TPL-10',
    'utility and authentication messages without a template',
    'No question is about them: what is asked is free-form, or a template. The restriction on them is read.',
  ),
  row(
    'TPL-15 TPL-16',
    'how long a template is paused, and when it is rejected for its category',
    'The end of a pause, a rejection and a new category are reported when they come (TPL-2, TPL-7).',
  ),
  row(
    'TPL-18 OCT26-15',
    'a maximum price for marketing templates',
    'It is an auction whose price only the invoice shows.',
  ),

  // Charges, prices.
  row(
    'CONV-B11 CONV-B12 CONV-B14',
    'prices that changed between 2024 and 2025',
    'Prices stand in a rate card, with the day from which it holds (RATE-4).',
  ),
  row('CONV-B16', 'in November 2023 the free tier did not change', 'Nothing changed.'),
  row(
    'OCT26-1',
    "answers of Meta's own business agent are charged by the length of their text",
    'No webhook contains the length, and no such answer comes as a message of the business.',
  ),
  row(
    'OCT26-9 OCT26-14',
    'without a payment method WhatsApp stops delivering what costs (131042)',
    'No webhook reports the payment method.',
  ),
  row(
    'OCT26-19',
    'accounts that are sold to India are billed in rupees',
    'The currency is that of the rate card that is handed in.',
  ),
  row(
    'OCT26-20',
    'a conversation may be handed to another app, which then gets the messages',
    'What goes to another app does not come here; no event tells what is missing.',
  ),
  row(
    'OCT26-21 PMP-15',
    'figures that the Graph API gives about prices',
    'Charges follow from the messages; they are compared with what each status reports.',
  ),
  row(
    'PMP-12',
    'in an example the origin of a conversation is its category',
    'Nothing rests on it: the category is read where it is named.',
  ),
  row(
    'PMP-14 SHAPE-26',
    'a webhook reports the volume tier of prices',
    'Tiers are counted from the charges themselves; the webhook is reported as unread.',
  ),
  row(
    'RATE-7 RATE-8 RATE-9',
    'price lists that others publish',
    'Any list may be converted into a rate card; none comes with Guichet.',
  ),

  // Groups, shared numbers.
  row(
    'GRP-1 GRP-3 GRP-4',
    'who may have groups, how many members, and which messages they take',
    'Members and contents are not kept: a question names the kind of a message only.',
  ),
  row(
    'COEX-3',
    'a number shared with the Business app passes 20 messages a second, and has no groups',
    'No webhook tells that a number is shared; its throughput is what is reported (LIM-35).',
  ),
  row(
    'COEX-4',
    'whether an answer from the Business app begins a free entry point',
    "Meta does not say. Only Meta's report shows such an entry point (FEP-11).",
  ),

  // The wire.
  row('HOOK-7', 'certificates of the webhook endpoint', 'What stands before the gateway serves TLS.'),
  row('ID-3', 'user names', 'A user name is no id: it may change, and another customer may take it.'),
  row(
    'ID-12',
    'a send may check the identity of the customer (137000)',
    'The check is made by WhatsApp as it sends.',
  ),
  row(
    'SEND-6 SEND-7',
    'which versions of the Graph API are served until when',
    'The gateway passes on the version that its client names.',
  ),
]
