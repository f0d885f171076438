/** One of Meta's error codes as the emulator gives it. */
export interface GraphErrorRow {
  readonly code: number
  /** HTTP's status where a request is refused with it. */
  readonly status: number
  readonly title: string
  readonly details: string
}

const row = (code: number, status: number, title: string, details: string): GraphErrorRow => ({
  code,
  status,
  title,
  details,
})

/** The codes that the emulator gives (ERR-1 to ERR-134100), worded by us. */
export const errorTable: readonly GraphErrorRow[] = [
  row(1, 500, 'Unknown error', 'Something went wrong, and there is no more to say about it.'),
  row(2, 503, 'Service temporarily unavailable', 'Wait a little and try again.'),
  row(33, 400, 'Unsupported request', 'There is no such object, or the token may not see it.'),
  row(100, 400, 'Invalid parameter', 'A parameter is missing, misspelt or not supported.'),
  row(190, 401, 'Invalid OAuth access token', 'The access token is missing, wrong or no longer valid.'),
  row(80007, 400, 'Rate limit issues', 'The account has asked too often; wait before you ask again.'),
  row(130429, 429, 'Rate limit hit', 'Too many messages a second from this phone number.'),
  row(131000, 500, 'Something went wrong', 'The message was not sent, and the cause is not known.'),
  row(131008, 400, 'Required parameter is missing', 'The request lacks a parameter.'),
  row(131009, 400, 'Parameter value is not valid', 'The value of a parameter is not one that can be.'),
  row(131021, 400, 'Recipient cannot be sender', 'The recipient is the phone number itself.'),
  row(131026, 400, 'Message undeliverable', 'The message cannot be delivered to this customer.'),
  row(131047, 400, 'Re-engagement message', 'More than 24 hours have passed since the customer last wrote.'),
  row(
    131049,
    400,
    'Not delivered for the sake of the ecosystem',
    'This customer got enough marketing messages.',
  ),
  row(
    131050,
    400,
    'Marketing messages stopped',
    'The customer wants no marketing messages from this business.',
  ),
  row(131053, 400, 'Media upload error', 'The file cannot be used.'),
  row(131056, 429, 'Pair rate limit hit', 'Too many messages from this phone number to this customer.'),
  row(132000, 400, 'Number of parameters does not match', 'The template takes another number of parameters.'),
  row(
    132001,
    404,
    'Template name does not exist in the translation',
    'No such template, or it is not approved.',
  ),
  row(132012, 400, 'Parameter format does not match', 'A parameter of the template has the wrong form.'),
  row(132015, 400, 'Template is paused', 'The template is paused because of its low quality.'),
  row(132016, 400, 'Template is disabled', 'The template was paused too often and is disabled for good.'),
  row(139100, 400, 'Failed to block some users', 'What is wrong with each of them stands in failed_users.'),
  row(134100, 400, 'Only marketing messages supported', 'This endpoint takes marketing templates only.'),
]

const rows: ReadonlyMap<number, GraphErrorRow> = new Map(errorTable.map((one) => [one.code, one]))

/** What a code means; a code that is not in the table gets words of no meaning. */
export const errorNamed = (code: number): GraphErrorRow =>
  rows.get(code) ?? row(code, 400, 'Error', 'A code of your choice.')
