/** What each event that concerns no customer has of its own, beside `type`, `id` and `at`. */

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isTextOrMissing = (value: unknown): boolean => value === undefined || isText(value)
const isAmount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
/** An instant that is none was read as `NaN`. */
const isInstantOrMissing = (value: unknown): boolean => value === undefined || Number.isFinite(value)

const isOfNumber = ({ phoneNumberId, displayPhoneNumber }: Fields): boolean =>
  isTextOrMissing(phoneNumberId) && isTextOrMissing(displayPhoneNumber)

const restrictions: ReadonlySet<unknown> = new Set([
  'business-initiated-messages',
  'replies',
  'all-messages',
  'direct-send-utility',
  'business-initiated-calls',
])
const groupStates: ReadonlySet<unknown> = new Set(['active', 'suspended', 'deleted'])

/** By type: is this an event of that type? */
export const accountChecks: ReadonlyMap<string, (event: Fields) => boolean> = new Map([
  ['template-changed', ({ name, language }) => isText(name) && isText(language)],
  [
    'templates-listed',
    ({ account, templates }) =>
      isText(account) && Array.isArray(templates) && templates.every(isListedTemplate),
  ],
  ['messaging-limit-changed', ({ account, limit }) => isText(account) && (limit === null || isAmount(limit))],
  [
    'throughput-changed',
    (event) =>
      isOfNumber(event) &&
      isText(event['phoneNumberId'] ?? event['displayPhoneNumber']) &&
      isAmount(event['perSecond']),
  ],
  [
    'account-restricted',
    (event) =>
      isText(event['account']) &&
      isOfNumber(event) &&
      restrictions.has(event['restriction']) &&
      isInstantOrMissing(event['until']),
  ],
  [
    'account-released',
    (event) =>
      isText(event['account']) &&
      isOfNumber(event) &&
      (event['restriction'] === undefined || restrictions.has(event['restriction'])),
  ],
  [
    'group-changed',
    ({ phoneNumberId, group, state }) => isText(phoneNumberId) && isText(group) && groupStates.has(state),
  ],
  [
    'authentication-rate-changed',
    ({ account, from, exceptCountries }) =>
      isText(account) &&
      Number.isFinite(from) &&
      Array.isArray(exceptCountries) &&
      exceptCountries.every(isText),
  ],
])

const isListedTemplate = (value: unknown): boolean =>
  isObject(value) &&
  isText(value['name']) &&
  isText(value['language']) &&
  isTextOrMissing(value['category']) &&
  isTextOrMissing(value['status'])
