import { aboutAccount } from './account-fact.ts'
import { type Cursor, handOver, report } from './cursor.ts'
import { eventId } from './event-id.ts'
import { type Json, describe, isAbsent, isList, isObject } from './json.ts'
import { momentOf, whyNoMoment } from './seconds.ts'

const NAME = 'auth_international_rate_eligibility'

/** Reads from when on an account pays the international rate for authentication, and where it does not (PMP-18). */
export const readAuthenticationRate = (cursor: Cursor, value: Json): void => {
  const info = value[NAME]
  const no = (reason: string): void => report(cursor, reason, cursor.field)
  if (!isObject(info)) return no(`the ${NAME} is ${describe(info)}`)
  const about = aboutAccount(cursor)
  if (typeof about === 'string') return no(about)
  const from = momentOf(info.start_time)
  if (from === undefined) return no(whyNoMoment('start_time', info.start_time))
  const exceptCountries = exceptionsIn(cursor, info.exception_countries)
  const { account, at } = about
  const id = eventId('authentication-rate', account, from / 1000, exceptCountries.join(','), at / 1000)
  handOver(cursor, { type: 'authentication-rate-changed', id, at, account, from, exceptCountries })
}

const exceptionsIn = (cursor: Cursor, list: unknown): readonly string[] => {
  if (isAbsent(list)) return []
  const part = `.value.${NAME}.exception_countries`
  if (!isList(list)) {
    report(cursor, `the exceptions are left out: not a list but ${describe(list)}`, cursor.field, part)
    return []
  }
  const countries = new Set<string>()
  for (const [index, one] of list.entries()) {
    const code = isObject(one) ? one.country_code : one
    const country = typeof code === 'string' && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : undefined
    const path = `${part}[${index}]`
    if (country === undefined)
      report(cursor, 'the exception is left out: it has no code of a country', cursor.field, path)
    else if (isObject(one) && !isAbsent(one.start_time))
      report(cursor, `the rate begins later in ${country}, which no event says`, cursor.field, path)
    if (country !== undefined) countries.add(country)
  }
  return [...countries].sort()
}
