import { expect, test } from 'vitest'
import { answerToJson, isRight, type Content, type Event, type SettingsInput } from '../src/index.ts'
import { accountOfNumber, emptyThread, registryIn } from '../src/store.ts'
import { engineOf } from './support/engine-of.ts'

/** Which rate the forecast of an authentication message names, by what webhooks said of its account (PMP-4, PMP-18). */

const customer = { phoneNumberId: '100', customer: '919876543210' }
const noon = Date.UTC(2026, 9, 10, 12)

const login: Content = { kind: 'template', name: 'login', language: 'en', category: 'AUTHENTICATION' }
const ofAccount = (account: string): Event => ({
  type: 'customer-messaged',
  id: 'c',
  at: noon - 48 * 3_600_000,
  kind: 'text',
  account,
  ...customer,
})
const rate = (at: number, from: number, exceptCountries: readonly string[] = [], account = 'A'): Event => ({
  type: 'authentication-rate-changed',
  id: `${at}/${from}`,
  at,
  account,
  from,
  exceptCountries,
})
const abroad = (since: number, exceptCountries: readonly string[] = [], home: string | null = null) => ({
  since,
  exceptCountries,
  home,
})
const french: SettingsInput = { phoneNumbers: { '100': { country: 'FR' } } }

test.each<[what: string, known: readonly Event[], content: Content, named: unknown, settings: SettingsInput]>(
  [
    ['from its start on', [rate(noon - 9, noon)], login, abroad(noon), {}],
    ['not before', [rate(noon - 9, noon + 1)], login, undefined, {}],
    ['not before it was heard', [rate(noon + 1, noon - 9)], login, undefined, {}],
    ['of its own account', [ofAccount('B'), rate(noon - 9, noon - 9)], login, undefined, {}],
    ['of its own account', [ofAccount('A'), rate(noon - 9, noon - 9)], login, abroad(noon - 9), {}],
    [
      'with the newest exceptions',
      [rate(noon - 9, noon - 9, ['IN']), rate(noon - 8, noon - 9, ['ID'])],
      login,
      abroad(noon - 9, ['ID']),
      {},
    ],
    [
      'while a later one has not begun',
      [rate(noon - 9, noon - 9, ['IN']), rate(noon - 8, noon + 9, [])],
      login,
      abroad(noon - 9, ['IN']),
      {},
    ],
    ["with the number's country", [rate(noon - 9, noon)], login, abroad(noon, [], 'FR'), french],
    [
      'for authentication alone',
      [rate(noon - 9, noon)],
      { kind: 'template', name: 'promo', language: 'en', category: 'marketing' },
      undefined,
      {},
    ],
  ],
)('the rate for customers abroad is named %s', (_, known, content, named, settings) => {
  const subject = engineOf(settings)
  for (const events of [known, known.toReversed()]) {
    const state = events.reduce(subject.evolve, subject.initial)
    const answer = subject.ask(state, customer, content, noon)
    expect(isRight(answer) ? answer.right.charge.internationalRate : answer).toEqual(named)
    // On the wire the category is the one that is asked about, until a status names another.
    expect(JSON.stringify(answerToJson(answer))).not.toContain('internationalRate')
    // A store that keeps threads one by one knows the same.
    const accounts = events.flatMap((one) => (one.type === 'customer-messaged' ? [one.account ?? ''] : []))
    const number = { phoneNumberId: '100', accounts, ids: [customer.customer] }
    const account = accountOfNumber(registryIn(state), subject.settings, number, noon)
    const alone = subject.thread.ask(emptyThread, content, noon, { account })
    expect(isRight(alone) ? alone.right.charge.internationalRate : alone).toEqual(named)
  }
})
