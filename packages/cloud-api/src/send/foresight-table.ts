import type { Citation, RefusalCode } from '@guichet/core'

/**
 * Where it could be known before: `rules`: the rules refuse it. `meta`: only WhatsApp knows. `set-up`: it depends on the
 * account, the app or the access token. `request`: it depends on what exactly is sent. `elsewhere`: it is about no message.
 */
export type Origin = 'rules' | 'meta' | 'set-up' | 'request' | 'elsewhere'

/** The codes from `first` to `last`, and what can be known of them before a message is sent. */
export interface ForesightRow {
  readonly first: number
  readonly last: number
  readonly origin: Origin
  /** The refusals of `ask` that foresee it, each with its clause. */
  readonly refusals: readonly Foreseer[]
  /** What has to be known for that, or why it cannot be known. */
  readonly why: string
}

/** A refusal, and the clause that it rests on. */
export interface Foreseer {
  readonly refusal: RefusalCode
  readonly clause: Citation
}

type Codes = number | readonly [first: number, last: number]

const spanOf = (codes: Codes): readonly [first: number, last: number] =>
  typeof codes === 'number' ? [codes, codes] : codes

const foreseen = (
  code: number,
  by: readonly (readonly [refusal: RefusalCode, clause: Citation])[],
  why: string,
): ForesightRow => ({
  first: code,
  last: code,
  origin: 'rules',
  refusals: by.map(([refusal, clause]) => ({ refusal, clause })),
  why,
})

/** Makes rows of one origin; those that say nothing of their own say what all of them have in common. */
const rowsOf =
  (origin: Origin, common: string) =>
  (codes: Codes, why: string = common): ForesightRow => {
    const [first, last] = spanOf(codes)
    return { first, last, origin, refusals: [], why }
  }

const meta = rowsOf('meta', 'WhatsApp has a fault of its own, which nothing announces.')
const setUp = rowsOf('set-up', 'What the access token and the app may do is no event.')
const account = rowsOf('set-up', 'No webhook that is read reports it.')
const request = rowsOf('request', '`ask` knows what kind of message it is, not what is written in it.')
const elsewhere = rowsOf('elsewhere', 'It is the answer to something else than a message.')

/** Each code of the error table once: which refusal of `ask` foresees it, or why nothing does. */
export const foresightTable: readonly ForesightRow[] = [
  foreseen(
    131047,
    [['service-window-closed', 'CSW-3']],
    'Always, where all messages of the customer are known. Now and then WhatsApp refuses inside the window, too (CSW-5): `audit` reports that as `meta-refused-inside-window`.',
  ),
  foreseen(
    470,
    [['service-window-closed', 'CSW-3']],
    'Like 131047, from the servers that a business ran itself.',
  ),
  foreseen(
    131050,
    [['marketing-stopped', 'LIM-14']],
    "Once the customer's choice has come, and the category of the template is known.",
  ),
  foreseen(
    131049,
    [
      ['marketing-cap-reached', 'LIM-26'],
      ['marketing-not-delivered', 'LIM-39'],
    ],
    'From the first one on, for 24 hours; for customers in the United States always (LIM-39). The first one cannot be known: how much marketing others send to the customer is known to WhatsApp alone.',
  ),
  foreseen(
    132001,
    [
      ['template-unknown', 'TPL-11'],
      ['template-not-approved', 'TPL-2'],
    ],
    "Once the account's list of templates is known, or an event names this template. `audit` reports it as `template-not-approved`.",
  ),
  foreseen(
    132015,
    [['template-paused', 'TPL-2']],
    'Once the pause has come. A message that WhatsApp first held back to try a template out may fail with it later, and nothing shows that before. `audit` reports it as `template-not-approved`.',
  ),
  foreseen(
    132016,
    [['template-disabled', 'TPL-2']],
    'Once it has come that the template is disabled. `audit` reports it as `template-not-approved`.',
  ),
  foreseen(
    131056,
    [['pair-rate-reached', 'LIM-25']],
    'Where all messages to the customer are known, also those that other programs send.',
  ),
  foreseen(
    130429,
    [['throughput-reached', 'LIM-35']],
    'Once it is known how many messages a second the phone number may pass.',
  ),
  foreseen(
    131048,
    [
      ['account-restricted', 'LIM-29'],
      ['messaging-limit-reached', 'LIM-20'],
    ],
    'Once the restriction or the messaging limit has come. That customers block or report the phone number shows in no webhook before. Meta names no code for the messaging limit (LIM-20); the gateway answers with this one.',
  ),
  foreseen(368, [['account-restricted', 'LIM-29']], 'Once the restriction has come.'),
  foreseen(131031, [['account-restricted', 'LIM-29']], 'Once the restriction has come.'),
  foreseen(141014, [['account-restricted', 'LIM-29']], 'Once the ban has come.'),
  foreseen(
    131026,
    [['customer-unknown', 'ID-5']],
    'Where the id of the customer was replaced. That a number is not on WhatsApp, blocks the business, or has an old version shows in no webhook.',
  ),
  foreseen(
    131207,
    [['group-suspended', 'GRP-8']],
    'Once it has come that the group is suspended or deleted.',
  ),
  foreseen(
    138006,
    [['call-not-permitted', 'CALL-11']],
    'Once anything is known of the permission of this customer.',
  ),
  foreseen(138012, [['call-limit-reached', 'CALL-9']], 'Where all calls to the customer are known.'),
  foreseen(
    138013,
    [['calls-not-offered', 'CALL-10']],
    'Where the country of the phone number is set in the settings.',
  ),
  foreseen(
    138009,
    [['call-permission-requested-lately', 'CALL-13']],
    'Where all requests to the customer are known.',
  ),
  foreseen(138017, [['call-permission-is-permanent', 'CALL-13']], 'Once the permission has come.'),
  foreseen(138014, [['account-restricted', 'LIM-29']], 'Once the restriction has come.'),

  meta(1),
  meta(2),
  meta(131000),
  meta(131016),
  meta(133004),
  meta(131057, 'That an account is in maintenance, or gets more throughput, shows in no webhook before.'),
  meta(130472, 'WhatsApp chooses the customers of its experiments by lot, and names them nowhere (LIM-12).'),
  meta(
    131064,
    'WhatsApp says neither how many templates of a wrong category are too many, nor how long the limit lasts.',
  ),
  meta(
    135000,
    'WhatsApp does not say why. A message that was held back to try a template out may fail with it.',
  ),
  meta(137000, 'The check of an identity is made by WhatsApp as it sends.'),
  meta(130497, 'Which countries an account may not write to depends on its trade, and is no event.'),
  meta(141008, 'The lock is a technical one, and is no event.'),
  meta(132068, 'That a flow is blocked shows in no webhook that is read.'),
  meta(132069, 'That a flow is slowed down shows in no webhook that is read.'),

  setUp(0),
  setUp(3),
  setUp(10),
  setUp(102),
  setUp(190),
  setUp([200, 299]),
  setUp(131005),
  setUp(4, 'Calls of the whole app are counted, also those that the gateway does not make.'),
  setUp(613, 'Calls of the whole app are counted, also those that the gateway does not make.'),
  setUp(80007, 'Calls to the whole account are counted, also those that the gateway does not make.'),
  account(131030),
  account(131037),
  account(131042),
  account(131044),
  account(131045),
  account(133010),
  account(133016),
  account(
    131063,
    'The account decides by a setting, which no webhook reports, through which endpoint its marketing goes (LIM-41).',
  ),

  request(100),
  request(131008),
  request(131009),
  request(131021),
  request(131051),
  request(131052, "WhatsApp reads the customer's media only as it sends."),
  request(131053, 'WhatsApp reads the media only as it sends.'),
  request(131055),
  request(131062, '`ask` does not know how the request names the customer.'),
  request(131065),
  request(132000),
  request(132005),
  request(132007),
  request(132008),
  request(132012),
  request(132018),
  request(
    [134100, 134103],
    'They are about the endpoint for marketing messages, which the gateway passes on as it is.',
  ),
  request(
    131020,
    'Who is in a group is not kept, so that an empty group is not known. Others are about the request.',
  ),
  request(131041),
  request([131201, 131206], 'Who is in a group is not kept, and changes of a group are not asked about.'),
  request([131208, 131215], 'Who is in a group is not kept, and changes of a group are not asked about.'),
  request([139000, 139004]),

  elsewhere(131059),
  elsewhere(138000, 'It is about calls: no webhook that is read reports whether they are switched on.'),
  elsewhere(138001, "It is about calls: nothing reports whether the customer's telephone takes them."),
  elsewhere(138002, 'It is about calls: those that are under way at one instant are not counted.'),
  elsewhere(138003, 'It is about calls: those that are under way at one instant are not counted.'),
  elsewhere(138004, 'It is about calls: their technical set-up is not known.'),
  elsewhere(138005, 'It is about calls: those of a whole phone number in a day are not counted.'),
  elsewhere(138007, 'It is about calls: their technical set-up is not known.'),
  elsewhere(138008, 'It is about calls: Meta does not explain it.'),
  elsewhere([138010, 138011], 'It is about calls: Meta does not explain it.'),
  elsewhere(
    138015,
    'It is about calls: Meta has changed the least messaging limit for calls before, so that nothing is refused by it.',
  ),
  elsewhere(138016, 'It is about calls: Meta does not explain it.'),
  elsewhere(138018, 'It is about calls: their technical set-up is not known.'),
  elsewhere([138019, 138023], 'It is about calls: their technical set-up is not known.'),
  elsewhere([138024, 138037], 'It is about calls: Meta does not explain it.'),
  elsewhere(138038, 'It is about calls: which app answers is no event.'),
  elsewhere([138039, 138999], 'It is about calls: Meta does not explain it.'),
  elsewhere(139100),
  elsewhere(139101),
  elsewhere(139102),
  elsewhere(139103),
  elsewhere([147001, 147005]),
]
