import type { Event, Instant } from '@guichet/core'
import { iso } from '../../story.ts'
import { namesNumber, numbersIn, speaksFor } from '../accounts.ts'
import { goesAs, isAboutCalls, type Question } from '../question.ts'
import { isOpenAt, type Reason, type Standing } from '../standing.ts'

type Restricted = Extract<Event, { type: 'account-restricted' }>
type Released = Extract<Event, { type: 'account-released' }>
type Restriction = Restricted['restriction']

/** In the order in which reasons name them. Direct Send is nothing that can be asked for. */
const restrictions: readonly Restriction[] = [
  'business-initiated-messages',
  'replies',
  'all-messages',
  'business-initiated-calls',
]

/** WhatsApp has restricted the account, or the number (LIM-29, POS-44): one reason for each restriction in force. */
export const restrictionsAgainst = (question: Question, standing: Standing, at: Instant): readonly Reason[] =>
  restrictions
    .filter((restriction) => isMeant(restriction, question, standing, at))
    .flatMap((restriction) => {
      const ends = placesIn(standing).flatMap((place) => endOf(restriction, place, standing, at) ?? [])
      if (ends.length === 0) return []
      const until = Math.max(...ends)
      const endsAt = until === Infinity ? null : until
      const says = { restriction, until: endsAt === null ? null : iso(endsAt) }
      return [{ code: 'account-restricted', says, endsAt }]
    })

/** Does the restriction concern what is asked for? */
const isMeant = (restriction: Restriction, question: Question, standing: Standing, at: Instant): boolean => {
  switch (restriction) {
    case 'business-initiated-messages':
      return goesAs(question) === 'template' && !isOpenAt(standing, at)
    case 'replies':
      return goesAs(question) === 'free-form'
    case 'all-messages':
      return true
    case 'business-initiated-calls':
      return isAboutCalls(question)
    case 'direct-send-utility':
      return false
  }
}

/** What a restriction may be about: the number, or an account that speaks for it. */
type Place = { readonly number: string } | { readonly account: string }

const placesIn = (standing: Standing): readonly Place[] => [
  { number: standing.moment.key.phoneNumberId },
  ...[...new Set(restrictedIn(standing).map(({ account }) => account))].map((account) => ({ account })),
]

/**
 * When a restriction that is in force ends, of the number or of an account: `Infinity` where it has no end; `null`
 * where none is in force.
 */
const endOf = (restriction: Restriction, place: Place, standing: Standing, at: Instant): Instant | null => {
  const own = restrictedIn(standing).filter(
    (event) => event.restriction === restriction && isOf(event, place, standing),
  )
  const newest = Math.max(...own.map((event) => event.at))
  const inForce = own
    // A newer one replaces it, also one that ends earlier; of two of one instant the longer one is believed.
    .filter((event) => event.at === newest && !isReleased(event, standing))
    .map(({ until = Infinity }) => until)
    .filter((until) => at < until)
  return inForce.length === 0 ? null : Math.max(...inForce)
}

const restrictedIn = ({ past }: Standing): readonly Restricted[] =>
  past.filter((event) => event.type === 'account-restricted')

const isOf = (event: Restricted, place: Place, { all, moment }: Standing): boolean =>
  'number' in place
    ? numbersIn(event, all).includes(place.number)
    : event.account === place.account &&
      !namesNumber(event) &&
      speaksFor(event.account, moment.key.phoneNumberId, all)

/** Has anything released it since? A release of the account ends what was said of its single numbers, too. */
const isReleased = (event: Restricted, { all, past }: Standing): boolean =>
  past
    .filter((other): other is Released => other.type === 'account-released')
    .some(
      (release) =>
        release.at > event.at &&
        (release.restriction ?? event.restriction) === event.restriction &&
        (namesNumber(release)
          ? numbersIn(release, all).some((number) => numbersIn(event, all).includes(number))
          : release.account === event.account),
    )

/** When a restriction may end by itself. */
export const endsOfRestrictions = (standing: Standing): readonly Instant[] =>
  restrictedIn(standing).flatMap(({ until }) => until ?? [])

/** Did the account, or any of its numbers, ever get or lose a restriction? */
export const areRestrictionsKnown = ({ all, past, moment }: Standing): boolean =>
  past.some(
    (event) =>
      (event.type === 'account-restricted' || event.type === 'account-released') &&
      speaksFor(event.account, moment.key.phoneNumberId, all),
  )
