import type { DecisionTable, Stories } from './table.ts'

/** June 2023 to June 2025: conversations by category. */
const books = ['2023-06-01', '2024-11-01'] as const

// prettier-ignore
const table: DecisionTable = {
  title: 'conversations by category',
  rulebooks: books,
  rows: [
    // message    window    entry point  open                  category               who pays                   cites, about
    ['template',  'open',   'open',      'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-3 FEP-5 POS-8 POS-9'],
    ['template',  'closed', 'open',      'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-7'],
    ['template',  'open',   'open',      'same',               'referral_conversion', 'free_entry_point',        'CONV-B5 FEP-8'],
    ['template',  'open',   'open',      'other',              'referral_conversion', 'free_entry_point',        'CONV-B5 FEP-8'],
    ['template',  'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-3'],
    ['template',  'open',   'clicked',   'same',               'referral_conversion', 'free_entry_point',        'CONV-B5 FEP-8'],
    ['template',  'open',   'clicked',   'other',              'referral_conversion', 'free_entry_point',        'CONV-B5 FEP-8'],
    ['template',  'any',    'late',      'nothing',            'own',                 'regular',                 'CONV-B2 FEP-4', 'CONV-B6'],
    ['template',  'any',    'none',      'same',               'own',                 'rides_open_conversation', 'CONV-B1 CONV-B2 CONV-A13 CONV-B7'],
    ['template',  'any',    'none',      'other',              'own',                 'regular',                 'CONV-B1 CONV-B2'],
    ['template',  'any',    'none',      'service',            'own',                 'regular',                 'CONV-B2 CONV-B4'],
    ['template',  'any',    'none',      'service, same',      'own',                 'rides_open_conversation', 'CONV-B2'],
    ['template',  'any',    'none',      'same, other',        'own',                 'rides_open_conversation', 'CONV-B2'],
    ['template',  'any',    'none',      'nothing',            'own',                 'regular',                 'CONV-B1 CONV-B2', 'CONV-B10'],
    ['authentication_international', 'any', 'none', 'authentication', 'own',          'regular',                 'CONV-B1 CONV-B2'],
    ['marketing_lite', 'any', 'none',    'same',               'own',                 'rides_open_conversation', 'CONV-B1 CONV-B2'],
    ['service',   'open',   'open',      'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6'],
    ['service',   'open',   'open',      'marketing',          'referral_conversion', 'free_entry_point',        'CONV-B5 FEP-8'],
    ['service',   'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-3'],
    ['service',   'open',   'clicked',   'utility',            'referral_conversion', 'free_entry_point',        'CONV-B5 FEP-8'],
    ['service',   'open',   'none',      'service',            'service',             'rides_open_conversation', 'CONV-B3'],
    ['service',   'open',   'none',      'marketing',          'marketing',           'rides_open_conversation', 'CONV-B3'],
    ['service',   'open',   'none',      'utility, marketing', 'marketing',           'rides_open_conversation', 'CONV-B3 CONV-B8 POS-25'],
    ['service',   'open',   'none',      'marketing, utility', 'utility',             'rides_open_conversation', 'CONV-B3 CONV-B8 POS-25'],
    ['reaction',  'open',   'none',      'utility',            'utility',             'rides_open_conversation', 'CONV-B3'],
    ['reaction',  'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-3'],
    ['service',   'closed', 'none',      'nothing',            '-',                   'refused',                 'CSW-3'],
    ['service',   'closed', 'none',      'marketing',          '-',                   'refused',                 'CSW-3'],
    ['service',   'closed', 'none',      'service',            '-',                   'refused',                 'CSW-3'],
    ['service',   'closed', 'open',      'nothing',            '-',                   'refused',                 'CSW-3', 'FEP-7'],
    ['reaction',  'closed', 'none',      'nothing',            '-',                   'refused',                 'CSW-3 POS-28'],
  ],
}

// prettier-ignore
const serviceCounted: DecisionTable = {
  title: 'the first message with nothing open, while service is counted',
  rulebooks: ['2023-06-01'],
  rows: [
    ['service',   'open',   'none',      'nothing',            'service',             'free_tier',               'CONV-B1 CONV-B3 CONV-B10'],
    ['service',   'open',   'late',      'nothing',            'service',             'free_tier',               'CONV-B3 FEP-4', 'CONV-B6'],
    ['reaction',  'open',   'none',      'nothing',            'service',             'free_tier',               'CONV-B3 CONV-B10'],
  ],
}

// prettier-ignore
const serviceFree: DecisionTable = {
  title: 'the first message with nothing open, since service is free',
  rulebooks: ['2024-11-01'],
  tierUsed: 1000,
  rows: [
    ['service',   'open',   'none',      'nothing',            'service',             'free_customer_service',   'CONV-B3 CONV-B13'],
    ['service',   'open',   'late',      'nothing',            'service',             'free_customer_service',   'CONV-B3 CONV-B13 FEP-4'],
    ['reaction',  'open',   'none',      'nothing',            'service',             'free_customer_service',   'CONV-B3 CONV-B13'],
  ],
}

// prettier-ignore
const exhausted: DecisionTable = {
  title: 'after 1,000 service conversations in the month',
  rulebooks: ['2023-06-01'],
  tierUsed: 1000,
  rows: [
    ['service',   'open',   'none',      'nothing',            'service',             'regular',                 'CONV-B3 CONV-B10'],
    ['service',   'open',   'none',      'marketing',          'marketing',           'rides_open_conversation', 'CONV-B3'],
    ['service',   'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-B6'],
    ['template',  'any',    'none',      'nothing',            'own',                 'regular',                 'CONV-B2', 'CONV-B10'],
  ],
}

// prettier-ignore
const stories: Stories = {
  title: 'conversations by category',
  rows: [
    // from        story                                                 category               who pays                   cites, about
    // Meta's worked example: marketing at 0, the customer at 4, a free-form message at 25, another at 26.
    ['2023-08-10', 'marketing@0 says@4 service@5',                       'marketing',           'rides_open_conversation', 'CONV-B3 CONV-B7'],
    ['2023-08-10', 'marketing@0 says@4 service@23.99',                   'marketing',           'rides_open_conversation', 'CONV-B3 CONV-B7'],
    ['2023-08-10', 'marketing@0 says@4 service@24',                      'service',             'free_tier',               'CONV-B3', 'CONV-B7'],
    // Meta's id and end of a conversation decide; other categories have conversations of their own.
    ['2023-08-10', 'marketing@0>9 marketing@23.99',                      'marketing',           'rides_open_conversation', 'CONV-B2 CONV-A13'],
    ['2023-08-10', 'marketing@0>9 marketing@24',                         'marketing',           'regular',                 'CONV-B2', 'CONV-A13'],
    ['2023-08-10', 'marketing@0#c1..10 marketing@9>30#c1',               'marketing',           'rides_open_conversation', 'POS-45'],
    ['2023-08-10', 'marketing@0#c1..10 marketing@10',                    'marketing',           'regular',                 'CONV-B2', 'POS-45'],
    ['2023-08-10', 'marketing@0#c1..0.01 marketing@10',                  'marketing',           'rides_open_conversation', 'CONV-B2 POS-46'],
    ['2023-08-10', 'marketing@0#c1..0.01 marketing@9#c1..20 marketing@19', 'marketing',         'rides_open_conversation', 'CONV-B2', 'POS-46'],
    ['2023-08-10', 'marketing@0#c1 marketing@9>10#c2',                   'marketing',           'regular',                 'POS-45'],
    ['2023-08-10', 'marketing@0#c1..24 marketing@9>10#c2',               'marketing',           'rides_open_conversation', 'CONV-B2', 'POS-45'],
    ['2023-08-10', 'marketing@0#c1 utility@9>10#c2',                     'utility',             'regular',                 'CONV-B2'],
    ['2023-08-10', 'marketing@0#c1 utility@1#c2 says@2 service@3>4#c1',  'marketing',           'rides_open_conversation', 'POS-45'],
    ['2023-08-10', 'marketing@0#c1 says@2 service@3>4#c3',               'service',             'free_tier',               'POS-45'],
    ['2023-08-10', 'marketing@0#c1..24 clicks@2 service@3 marketing@1>80#c1', 'marketing',      'rides_open_conversation', 'POS-45', 'FEP-8'],
    ['2023-08-10', 'marketing@0 says@4 service@25',                      'service',             'free_tier',               'CONV-B3', 'CONV-B7'],
    ['2023-08-10', 'marketing@0 says@4 service@25 utility@26',           'utility',             'regular',                 'CONV-B4', 'CONV-B7'],
    ['2023-08-10', 'marketing@0 says@4 service@25 service@26',           'service',             'rides_open_conversation', 'CONV-B3 CONV-B7'],
    ['2023-08-10', 'marketing@0 marketing@23.99',                        'marketing',           'rides_open_conversation', 'CONV-B2', 'CONV-B5'],
    ['2023-08-10', 'marketing@0 marketing@24',                           'marketing',           'regular',                 'CONV-B2', 'CONV-B5 CONV-B7'],
    // The order of delivery counts, not that of sending.
    ['2023-08-10', 'utility@0>9 utility@5',                              'utility',             'regular',                 'CONV-B2'],
    ['2023-08-10', 'utility@5 utility@0>9',                              'utility',             'rides_open_conversation', 'CONV-B2'],
    // A free entry point: 72 hours from the delivery of the reply, and it ends what was open.
    ['2023-08-10', 'clicks@0 service@1>2 marketing@73.99',               'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-5 POS-8 POS-9'],
    ['2023-08-10', 'clicks@0 service@1>2 marketing@74',                  'marketing',           'regular',                 'CONV-B2', 'FEP-5'],
    ['2023-08-10', 'clicks@0 service@1>5 marketing@3',                   'referral_conversion', 'free_entry_point',        'CONV-B6'],
    ['2023-08-10', 'clicks@0 utility@23>24',                             'utility',             'regular',                 'CONV-B2 FEP-4', 'CONV-B6'],
    ['2023-08-10', 'clicks@0 utility@23>23.99',                          'referral_conversion', 'free_entry_point',        'CONV-B6 FEP-3'],
    ['2023-08-10', 'marketing@50 clicks@51 service@52 ends@60 marketing@61', 'marketing',       'regular',                 'CONV-B2', 'CONV-B5 FEP-8'],
    ['2023-08-10', 'clicks@0 service@1 ends@50 marketing@50',            'marketing',           'regular',                 'CONV-B2', 'POS-9'],
    ['2023-08-10', 'clicks@0 service@1 ends@99 marketing@98',            'referral_conversion', 'free_entry_point',        'CONV-B6 POS-9'],
    ['2023-08-10', 'clicks@0 service@1>9 ends@50 service@2>3 marketing@51', 'marketing',        'regular',                 'CONV-B2', 'POS-9'],
    // Another click while it is open changes nothing; one after its end begins anew.
    ['2023-08-10', 'clicks@0 service@1 clicks@50 service@51 utility@74', 'utility',             'regular',                 'CONV-B2', 'FEP-10'],
    ['2023-08-10', 'clicks@0 service@1 clicks@74 utility@75',            'referral_conversion', 'free_entry_point',        'CONV-B6', 'FEP-10'],
    // A template without a known category rides only a conversation of the same kind.
    ['2023-08-10', 'utility@0 template@1',                               'unknown',             'regular',                 'CONV-B2 category-unknown'],
    // A service conversation opened by a read that no delivery preceded.
    ['2023-08-10', 'says@0 service@1>read5 says@20 service@24.99',       'service',             'rides_open_conversation', 'CONV-B3', 'POS-13'],
    ['2023-08-10', 'marketing@0>never',                                  '-',                   'nothing',                 '', 'CONV-B2'],
    ['2023-08-10', 'marketing@0>failed1/130472',                         '-',                   'nothing',                 '', 'LIM-12'],
    ['2023-08-10', 'marketing@0>failed1/130472 marketing@2',             'marketing',           'regular',                 'CONV-B2', 'LIM-12'],
    ['2024-12-10', 'app@0 utility@1',                                    'utility',             'regular',                 'CONV-B2', 'COEX-1'],
  ],
}

export const decisionTables: readonly DecisionTable[] = [table, serviceCounted, serviceFree, exhausted]
export const storyTables: readonly Stories[] = [stories]
