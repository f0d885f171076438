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
  row(1, 500, 'Unknown error', 'An unknown error occurred. Try again.'),
  row(2, 503, 'Service temporarily unavailable', 'The service is temporarily unavailable. Try again later.'),
  row(33, 400, 'Unsupported request', 'The object does not exist, or the token may not read it.'),
  row(100, 400, 'Invalid parameter', 'A parameter is missing, misspelt or not supported.'),
  row(190, 401, 'Invalid OAuth access token', 'The access token is missing, wrong or no longer valid.'),
  row(368, 403, 'Temporarily blocked', 'The account violated a policy, and may not do this for a time.'),
  row(80007, 400, 'Rate limit issues', 'The account has sent too many requests. Wait before you send more.'),
  row(
    130429,
    429,
    'Rate limit hit',
    'The phone number has sent too many messages in a second. Send more slowly.',
  ),
  row(131000, 500, 'Something went wrong', 'The message was not sent, and the cause is not known.'),
  row(131008, 400, 'Required parameter is missing', 'The request lacks a parameter.'),
  row(131009, 400, 'Parameter value is not valid', 'The value of a parameter is invalid.'),
  row(131021, 400, 'Recipient cannot be sender', 'The recipient is the phone number itself.'),
  row(131026, 400, 'Message undeliverable', 'The message cannot be delivered to this customer.'),
  row(131031, 403, 'Account locked', 'The account is disabled because it violated a policy.'),
  row(131047, 400, 'Re-engagement message', 'More than 24 hours have passed since the customer last wrote.'),
  row(
    131048,
    400,
    'Messaging limit reached',
    'The account has written to as many customers first as it may in 24 hours.',
  ),
  row(
    131049,
    400,
    'Not delivered for the sake of the ecosystem',
    'The customer has received enough marketing messages.',
  ),
  row(
    131050,
    400,
    'Marketing messages stopped',
    'The customer has stopped marketing messages from this business.',
  ),
  row(131053, 400, 'Media upload error', 'The file cannot be used.'),
  row(
    131056,
    429,
    'Pair rate limit hit',
    'The phone number has sent too many messages to this customer. Send more slowly.',
  ),
  row(132000, 400, 'Number of parameters does not match', 'The template takes another number of parameters.'),
  row(
    132001,
    404,
    'Template name does not exist in the translation',
    'The template does not exist in this language, or is not approved.',
  ),
  row(132012, 400, 'Parameter format does not match', 'A parameter of the template has the wrong form.'),
  row(132015, 400, 'Template is paused', 'The template is paused because of its low quality.'),
  row(132016, 400, 'Template is disabled', 'The template was paused too often and is permanently disabled.'),
  row(138006, 400, 'No call permission', 'The customer has not permitted calls of this phone number.'),
  row(
    138009,
    400,
    'Call permission request limit',
    'The customer was asked for permission to call too often.',
  ),
  row(138012, 400, 'Call limit reached', 'Too many calls to this customer were picked up in 24 hours.'),
  row(138013, 400, 'Calls not available', 'Calls are not available in the country of this phone number.'),
  row(138014, 400, 'Calls paused', 'Calls of this phone number are restricted for a time.'),
  row(
    138017,
    400,
    'Permanent permission',
    'The customer has permitted calls for good; there is nothing to ask for.',
  ),
  row(139100, 400, 'Failed to block some users', 'failed_users has the error of each customer.'),
  row(134100, 400, 'Only marketing messages supported', 'This endpoint accepts marketing templates only.'),
]

const rows: ReadonlyMap<number, GraphErrorRow> = new Map(errorTable.map((entry) => [entry.code, entry]))

/** The meaning of a code; a code outside the table gets a placeholder. */
export const errorNamed = (code: number): GraphErrorRow =>
  rows.get(code) ?? row(code, 400, 'Error', 'An error with a code of your choice.')
