import type { Event, MessageStatus } from '../../src/index.ts'
import { days, says, sends, status, paid, phone, type GoldenHistory } from './history.ts'

/** What becomes of messages: hours from the sending instead of days. */
const hours = (hour: number): number => hour / 24
export const fates: GoldenHistory = {
  title: 'what is known of messages',
  settings: { rulebook: '2025-07-01' },
  arrivals: [
    says('c', 0),
    ...[undefined, 'marketing'].flatMap((category, index) => {
      const id = (name: string): string => `${name}${index}`
      const sent = (name: string, hour: number): Event => sends(id(name), hours(hour), phone, category)
      const told = (
        name: string,
        hour: number,
        what: MessageStatus['status'],
        more?: Partial<MessageStatus>,
      ): Event => status(id(name), hours(hour), what, more)
      return [
        sent('alone', 1),
        sent('delivered twice', 2),
        told('delivered twice', 3, 'delivered'),
        told('delivered twice', 4, 'delivered'),
        sent('read', 2),
        told('read', 5, 'read'),
        told('read', 6, 'played'),
        sent('played', 2),
        told('played', 5, 'played', { pricing: paid('marketing', 'regular') }),
        sent('failed', 2),
        told('failed', 5, 'failed', { errorCode: 131026 }),
        sent('delivered and failed', 2),
        told('delivered and failed', 4, 'delivered'),
        told('delivered and failed', 5, 'failed', { errorCode: 131049 }),
        sent('failed a day and more after its delivery', 2),
        told('failed a day and more after its delivery', 4, 'delivered'),
        told('failed a day and more after its delivery', 28.01, 'failed', { errorCode: 131049 }),
        sent('failed a day after its delivery', 2),
        told('failed a day after its delivery', 4, 'delivered'),
        told('failed a day after its delivery', 28, 'failed'),
        sent('contradicted', 2),
        told('contradicted', 2, 'sent', { pricing: paid('utility') }),
        told('contradicted', 4, 'delivered', {
          pricing: paid('marketing', 'regular'),
          conversation: { id: 'v', origin: 'marketing' },
        }),
        sent('not contradicted', 2),
        told('not contradicted', 2, 'sent', {
          pricing: paid('utility'),
          conversation: { id: 'v', expiresAt: days(1) },
        }),
        told('not contradicted', 4, 'delivered', {
          pricing: { ...paid('utility', 'regular'), model: 'PMP', category: 'utility', billable: true },
          conversation: { id: 'v', origin: 'utility' },
        }),
      ]
    }),
    // Known by their statuses only.
    ...[
      'service',
      'group_service',
      'general_purpose_ai',
      'referral_conversion',
      'user_initiated',
      'business_initiated',
      'marketing',
      'AUTHENTICATION-INTERNATIONAL',
      'carousel',
    ].flatMap((category) =>
      (['PMP', 'CBP'] as const).flatMap((model) => [
        status(`${model} ${category}`, hours(7), 'sent', { pricing: { model, category } }),
        status(`${model} ${category}`, hours(8), 'delivered'),
      ]),
    ),
    status('sent alone', hours(9), 'sent'),
    status('delivered alone', hours(9), 'delivered'),
    status('read alone', hours(9), 'read'),
    status('failed alone', hours(9), 'failed', { errorCode: 470 }),
    status('played, then sent', hours(9), 'played'),
    status('played, then sent', hours(10), 'sent'),
    sends('after thirty days', 0.5),
    status('after thirty days', 30.5, 'delivered'),
    sends('after more than thirty days', 0.5),
    status('after more than thirty days', 30.5001, 'delivered'),
    sends('the same id', 0.5),
    status('the same id', 0.6, 'delivered'),
    sends('the same id', 31),
    status('the same id', 31.1, 'delivered'),
  ].toSorted((a, b) => a.at - b.at),
}
