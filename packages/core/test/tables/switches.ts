import type { Stories } from './table.ts'

/** Across the midnights at which the rules change. */

// prettier-ignore
const midnights: Stories = {
  title: 'across a midnight',
  rows: [
    // from                            story                                category             who pays                   cites, about
    // June 2023: by category instead of by initiator.
    ['2023-06-01',                     'marketing@-0.01',                   'business_initiated', 'free_tier',             'CONV-A3', 'POS-30'],
    ['2023-06-01',                     'marketing@0',                       'marketing',          'regular',               'CONV-B2', 'POS-30'],
    ['2023-06-01',                     'marketing@-1>1',                    'marketing',          'regular',               'CONV-B2 POS-14 POS-30'],
    ['2023-06-01 America/Sao_Paulo',   'marketing@-0.01',                   'business_initiated', 'free_tier',             'CONV-A3', 'POS-30'],
    ['2023-06-01 America/Sao_Paulo',   'marketing@0',                       'marketing',          'regular',               'CONV-B2', 'POS-30'],
    // What was open stays open for its 24 hours.
    ['2023-06-01',                     'says@-2 service@-1 service@1',      'user_initiated',     'rides_open_conversation', 'CONV-B3 conversation-carries-over'],
    ['2023-06-01',                     'says@-2 service@-1 utility@1',      'utility',            'regular',               'CONV-B2', 'conversation-carries-over'],
    ['2023-06-01',                     'marketing@-1 marketing@1',          'marketing',          'regular',               'CONV-B2', 'conversation-carries-over'],
    ['2023-06-01',                     'marketing@-1 marketing@1 marketing@2', 'marketing',       'rides_open_conversation', 'CONV-B2'],
    ['2023-06-01',                     'marketing@-1 says@1 service@22.99', 'business_initiated', 'rides_open_conversation', 'CONV-B3 conversation-carries-over'],
    ['2023-06-01',                     'marketing@-1 says@1 service@23',    'service',            'free_tier',             'CONV-B3', 'conversation-carries-over'],
    ['2023-06-01',                     'clicks@-2 service@-1 utility@70',   'referral_conversion', 'free_entry_point',     'CONV-B6'],
    // November 2024: service is free without limit.
    ['2024-11-01',                     'says@-5 service@-0.01',             'service',            'free_tier',             'CONV-B3 CONV-B10'],
    ['2024-11-01',                     'says@-5 service@0',                 'service',            'free_customer_service', 'CONV-B3 CONV-B13'],
    ['2024-11-01',                     'says@-5 service@-1>1',              'service',            'free_customer_service', 'CONV-B13 POS-14 POS-30'],
    ['2024-11-01',                     'says@-5 service@-1 service@1',      'service',            'rides_open_conversation', 'CONV-B3', 'CONV-B13'],
    ['2024-11-01 Asia/Kolkata',        'says@-5 service@0',                 'service',            'free_customer_service', 'CONV-B13', 'POS-30'],
    // April 2025: nothing changed yet.
    ['2025-04-10',                     'says@-5 utility@0',                 'utility',            'regular',               'CONV-B2', 'POS-29'],
    // July 2025: by message.
    ['2025-07-01',                     'says@-5 utility@-0.01',             'utility',            'regular',               'CONV-B2', 'POS-29'],
    ['2025-07-01',                     'says@-5 utility@0',                 'utility',            'free_customer_service', 'PMP-3 PMP-19 POS-29'],
    ['2025-07-01',                     'says@-5 utility@-1>1',              'utility',            'free_customer_service', 'PMP-3 POS-14 POS-30'],
    ['2025-07-01',                     'marketing@-1>1',                    'marketing',          'regular',               'PMP-1 POS-14 POS-30'],
    ['2025-07-01 Europe/Berlin',       'says@-5 utility@-0.01',             'utility',            'regular',               'CONV-B2', 'POS-30'],
    ['2025-07-01 Europe/Berlin',       'says@-5 utility@0',                 'utility',            'free_customer_service', 'PMP-19', 'POS-30'],
    // A utility conversation is ridden to its end by utility templates alone.
    ['2025-07-01',                     'utility@-1 utility@1',              'utility',            'rides_open_conversation', 'CONV-B15 PMP-21'],
    ['2025-07-01',                     'utility@-1 utility@22.99',          'utility',            'rides_open_conversation', 'CONV-B15 PMP-21'],
    ['2025-07-01',                     'utility@-1 utility@23',             'utility',            'regular',               'PMP-1', 'CONV-B15 PMP-21'],
    ['2025-06-30',                     'utility@23#c1..23.01 utility@25',   'utility',            'rides_open_conversation', 'PMP-21 POS-46'],
    ['2025-07-01',                     'utility@-1 says@0 utility@1',       'utility',            'rides_open_conversation', 'PMP-21'],
    ['2025-07-01',                     'utility@-1 says@0 service@1',       'service',            'free_customer_service', 'PMP-3', 'PMP-21'],
    ['2025-07-01',                     'marketing@-1 marketing@1',          'marketing',          'regular',               'PMP-1', 'CONV-B15'],
    ['2025-07-01',                     'authentication@-1 authentication@1', 'authentication',    'regular',               'PMP-1', 'CONV-B15'],
    ['2025-07-01',                     'marketing@-1 utility@1',            'utility',            'regular',               'PMP-1', 'PMP-21'],
    ['2025-07-01',                     'utility@-1>1 utility@2',            'utility',            'regular',               'PMP-1', 'POS-14 POS-30'],
    ['2025-07-01',                     'clicks@-2 service@-1 marketing@70', 'marketing',          'free_entry_point',      'FEP-6'],
    // A reply that was sent before and delivered after: its sending chooses when the entry point begins.
    ['2025-07-01',                     'clicks@-2 service@-1>1 marketing@72.99', 'marketing',     'free_entry_point',      'FEP-6 POS-8'],
    ['2025-07-01',                     'clicks@-2 service@-1>1 marketing@73', 'marketing',        'regular',               'PMP-1', 'POS-8'],
    // October 2026: service and utility in the window.
    ['2026-10-01',                     'says@-5 utility@-0.01',             'utility',            'free_customer_service', 'PMP-3', 'POS-30'],
    ['2026-10-01',                     'says@-5 utility@0',                 'utility',            'regular',               'OCT26-4 POS-18'],
    ['2026-10-01',                     'says@-5 utility@-1>1',              'utility',            'regular',               'OCT26-4 POS-14 POS-30', 'OCT26-16'],
    ['2026-10-01',                     'says@-5 service@-0.01',             'service',            'free_customer_service', 'PMP-3'],
    ['2026-10-01',                     'says@-5 service@-1>1',              'service',            'free_customer_service', 'OCT26-3 POS-14 POS-30', 'OCT26-16'],
    ['2026-10-01',                     'says@-5 reaction@-1>1',             'service',            'not_charged',           'OCT26-7 POS-14 POS-30', 'OCT26-16'],
    ['2026-10-01 America/Los_Angeles', 'says@-5 utility@-0.01',             'utility',            'free_customer_service', 'PMP-3', 'POS-30'],
    ['2026-10-01 America/Los_Angeles', 'says@-5 utility@0',                 'utility',            'regular',               'OCT26-4', 'POS-30'],
    ['2026-10-01 Pacific/Kiritimati',  'says@-5 utility@-1>1',              'utility',            'regular',               'OCT26-4', 'OCT26-16'],
  ],
}

// prettier-ignore
const afterThousand: Stories = {
  title: 'across a midnight, after 1,000 messages in the month',
  tierUsed: 1000,
  rows: [
    ['2024-11-01',                     'says@-5 service@-0.01',             'service',            'regular',               'CONV-B3 CONV-B10'],
    ['2024-11-01',                     'says@-5 service@-1>1',              'service',            'free_customer_service', 'CONV-B13 POS-14 POS-30'],
    ['2026-10-01',                     'says@-5 service@-0.01',             'service',            'free_customer_service', 'PMP-3'],
    ['2026-10-01',                     'says@-5 service@-1>1',              'service',            'regular',               'OCT26-2 POS-14 POS-30', 'OCT26-16'],
  ],
}

// prettier-ignore
const bySending: Stories = {
  title: 'told that a message is charged as of its sending',
  settings: { overrides: { chargedAsOf: 'sent' } },
  rows: [
    ['2026-10-01',                     'says@-5 utility@-1>1',              'utility',            'free_customer_service', 'PMP-3 POS-14 POS-30'],
    ['2026-10-01',                     'says@-5 reaction@-1>1',             'service',            'free_customer_service', 'PMP-3 POS-14 POS-30'],
    ['2024-11-01',                     'says@-5 service@-1>1',              'service',            'free_tier',             'CONV-B3 POS-14 POS-30'],
  ],
}

export const storyTables: readonly Stories[] = [midnights, afterThousand, bySending]
