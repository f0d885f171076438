import {
  restrictions,
  type AccountEvent,
  type AccountReleased,
  type AccountRestricted,
  type AuthenticationRateChanged,
  type GroupChanged,
  type ListedTemplate,
  type MessagingLimitChanged,
  type OfNumber,
  type Restriction,
  type TemplateChanged,
  type TemplatesListed,
  type ThroughputChanged,
} from './account-event.ts'
import { isAmount, isId, isIdOrNone, isOneOf, isWhole, isWord, isWordOrNone } from './readable-parts.ts'
import type { Whole } from './whole.ts'
import { isPlausible } from '../time/instant.ts'

/** Can what the event says beside its id, its instant and its account be written down and read again? */
export const isAccountEventReadable = (event: AccountEvent): boolean => {
  switch (event.type) {
    case 'template-changed':
      return isTemplateReadable(event)
    case 'templates-listed':
      return isListReadable(event)
    case 'messaging-limit-changed':
      return isLimitReadable(event)
    case 'throughput-changed':
      return isThroughputReadable(event)
    case 'account-restricted':
      return isRestrictionReadable(event)
    case 'account-released':
      return isReleaseReadable(event)
    case 'group-changed':
      return isGroupReadable(event)
    case 'authentication-rate-changed':
      return isRateReadable(event)
  }
}

/** An event whose fields, beside those that all these events share, are exactly these. */
type Of<A, Named extends keyof A> = Whole<A, Named | (keyof A & Shared)>
type Shared = 'type' | 'id' | 'at' | 'account'

const isTemplateReadable = ({
  name,
  language,
  category,
  status,
}: Of<TemplateChanged, 'name' | 'language' | 'category' | 'status'> | ListedTemplate): boolean =>
  isWord(name) && isWord(language) && isWordOrNone(category) && isWordOrNone(status)

const isListReadable = ({ templates }: Of<TemplatesListed, 'templates'>): boolean =>
  Array.isArray(templates) && templates.every((template) => isWhole(template) && isTemplateReadable(template))

const isLimitReadable = ({ limit }: Of<MessagingLimitChanged, 'limit'>): boolean =>
  limit === null || isAmount(limit)

const isNumberReadable = ({
  phoneNumberId,
  displayPhoneNumber,
}: Whole<OfNumber, 'phoneNumberId' | 'displayPhoneNumber'>): boolean =>
  isIdOrNone(phoneNumberId) && isIdOrNone(displayPhoneNumber)

const isThroughputReadable = (event: Of<ThroughputChanged, keyof OfNumber | 'perSecond'>): boolean =>
  isNumberReadable(event) && isAmount(event.perSecond)

const isRestrictionReadable = (
  event: Of<AccountRestricted, keyof OfNumber | 'restriction' | 'until'>,
): boolean =>
  isNumberReadable(event) &&
  isRestriction(event.restriction) &&
  (event.until === undefined || isPlausible(event.until))

const isReleaseReadable = (event: Of<AccountReleased, keyof OfNumber | 'restriction'>): boolean =>
  isNumberReadable(event) && (event.restriction === undefined || isRestriction(event.restriction))

const isRestriction = (restriction: Restriction): boolean => restrictions.includes(restriction)

const groupStates = { active: true, suspended: true, deleted: true } as const

const isGroupReadable = ({
  phoneNumberId,
  group,
  state,
}: Of<GroupChanged, 'phoneNumberId' | 'group' | 'state'>): boolean =>
  isId(phoneNumberId) && isId(group) && isOneOf(groupStates, state)

const isRateReadable = ({
  from,
  exceptCountries,
}: Of<AuthenticationRateChanged, 'from' | 'exceptCountries'>): boolean =>
  isPlausible(from) && Array.isArray(exceptCountries) && exceptCountries.every(isWord)
