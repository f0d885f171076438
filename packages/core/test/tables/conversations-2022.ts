import type { DecisionTable, Stories } from './table.ts'

/** February 2022 to May 2023: conversations by who begins them. */
const books = ['2022-02-01', '2023-03-01'] as const

// prettier-ignore
const table: DecisionTable = {
  title: 'conversations by initiator',
  rulebooks: books,
  rows: [
    // message    window    entry point  open                  category               who pays                   cites, about
    ['template',  'any',    'none',      'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1 CONV-A4 CONV-A5 CONV-A12 CONV-A13'],
    ['template',  'any',    'none',      'business_initiated', 'business_initiated',  'rides_open_conversation', 'CONV-A1 CONV-A4 CONV-A5 CONV-A12'],
    ['template',  'open',   'none',      'nothing',            'user_initiated',      'free_tier',               'CONV-A2 CONV-A6'],
    ['template',  'closed', 'none',      'nothing',            'business_initiated',  'free_tier',               'CONV-A3 CONV-A6'],
    ['template',  'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-3'],
    ['template',  'open',   'late',      'nothing',            'user_initiated',      'free_tier',               'CONV-A2 FEP-4'],
    ['template',  'closed', 'late',      'nothing',            'business_initiated',  'free_tier',               'CONV-A3 FEP-4'],
    ['template',  'open',   'open',      'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-3 FEP-5 POS-8 POS-9'],
    ['template',  'closed', 'open',      'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-7'],
    ['template',  'open',   'clicked',   'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1 CONV-A12'],
    ['template',  'open',   'open',      'business_initiated', 'business_initiated',  'rides_open_conversation', 'CONV-A1 CONV-A12'],
    ['service',   'open',   'none',      'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1'],
    ['service',   'open',   'none',      'business_initiated', 'business_initiated',  'rides_open_conversation', 'CONV-A1'],
    ['service',   'open',   'none',      'nothing',            'user_initiated',      'free_tier',               'CONV-A2 CONV-A6'],
    ['service',   'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-3'],
    ['service',   'open',   'late',      'nothing',            'user_initiated',      'free_tier',               'CONV-A2 FEP-4'],
    ['service',   'open',   'open',      'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7'],
    ['service',   'open',   'clicked',   'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1'],
    ['service',   'open',   'open',      'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1'],
    ['service',   'closed', 'none',      'nothing',            '-',                   'refused',                 'CSW-3'],
    ['service',   'closed', 'none',      'business_initiated', '-',                   'refused',                 'CSW-3'],
    ['service',   'closed', 'open',      'nothing',            '-',                   'refused',                 'CSW-3', 'FEP-7'],
    ['reaction',  'open',   'none',      'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1'],
    ['reaction',  'open',   'none',      'nothing',            'user_initiated',      'free_tier',               'CONV-A2 CONV-A6'],
    ['reaction',  'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-3'],
    ['reaction',  'closed', 'none',      'nothing',            '-',                   'refused',                 'CSW-3'],
  ],
}

// prettier-ignore
const exhausted: DecisionTable = {
  title: 'after 1,000 conversations in the month',
  rulebooks: books,
  tierUsed: 1000,
  rows: [
    ['template',  'closed', 'none',      'nothing',            'business_initiated',  'regular',                 'CONV-A3 CONV-A6 CONV-A12'],
    ['template',  'open',   'none',      'nothing',            'user_initiated',      'regular',                 'CONV-A2 CONV-A6 CONV-A12'],
    ['service',   'open',   'none',      'nothing',            'user_initiated',      'regular',                 'CONV-A2 CONV-A6 CONV-A12'],
    ['service',   'open',   'none',      'user_initiated',     'user_initiated',      'rides_open_conversation', 'CONV-A1'],
    ['service',   'open',   'clicked',   'nothing',            'referral_conversion', 'free_entry_point',        'CONV-A7'],
  ],
}

// prettier-ignore
const stories: Stories = {
  title: 'conversations by initiator',
  rows: [
    // from        story                                       category               who pays                   cites, about
    // A conversation lasts a fixed 24 hours from its first delivery and no longer.
    ['2022-05-10', 'says@0 service@1 says@20 service@24.99',   'user_initiated',      'rides_open_conversation', 'CONV-A1 CONV-A5'],
    ['2022-05-10', 'says@0 service@1 says@20 service@25',      'user_initiated',      'free_tier',               'CONV-A1 CONV-A2', 'CONV-A5'],
    ['2022-05-10', 'marketing@0 marketing@23.99',              'business_initiated',  'rides_open_conversation', 'CONV-A1 CONV-A4'],
    ['2022-05-10', 'marketing@0 marketing@24',                 'business_initiated',  'free_tier',               'CONV-A1 CONV-A3'],
    // They run from the sending, though the delivery opens it, and to a full minute.
    ['2022-05-10', 'marketing@0>9 utility@23.99',              'business_initiated',  'rides_open_conversation', 'CONV-A1 CONV-A13'],
    ['2022-05-10', 'marketing@0>9 utility@24',                 'business_initiated',  'free_tier',               'CONV-A1', 'CONV-A13'],
    ['2022-05-10', 'marketing@0>25 utility@25.5',              'business_initiated',  'free_tier',               'CONV-A1', 'CONV-A13'],
    ['2022-05-10', 'marketing@0.01 utility@24.015',            'business_initiated',  'rides_open_conversation', 'CONV-A1 CONV-A13'],
    ['2022-05-10', 'marketing@0.01 utility@24.017',            'business_initiated',  'free_tier',               'CONV-A1', 'CONV-A13'],
    // The end that Meta reports is its end, whichever message tells it.
    ['2022-05-10', 'marketing@0#c1..10 utility@9.99',          'business_initiated',  'rides_open_conversation', 'CONV-A1 CONV-A13', 'POS-45'],
    ['2022-05-10', 'marketing@0#c1..10 utility@10',            'business_initiated',  'free_tier',               'CONV-A1', 'CONV-A13 POS-45'],
    ['2022-05-10', 'marketing@0#c1 utility@1#c1..12 utility@13', 'business_initiated', 'free_tier',              'CONV-A1', 'CONV-A13 POS-45'],
    ['2022-05-10', 'marketing@0 utility@1#c1..12 utility@13',  'business_initiated',  'free_tier',               'CONV-A1', 'CONV-A13 POS-45'],
    ['2022-05-10', 'marketing@0#c1..0.01 utility@1',           'business_initiated',  'rides_open_conversation', 'CONV-A1 POS-46'],
    // An equal id is the same conversation, however late; opening it takes a delivery.
    ['2022-05-10', 'marketing@0#c1..10 utility@9>30#c1',       'business_initiated',  'rides_open_conversation', 'POS-45'],
    ['2022-05-10', 'marketing@0>never#c1 utility@1>2#c1',      'business_initiated',  'free_tier',               'CONV-A1 CONV-A3'],
    ['2022-05-10', 'marketing@0>never#c1 utility@1>2#c1 utility@3>4#c1', 'business_initiated', 'rides_open_conversation', 'POS-45'],
    // Another id shows that a conversation is over whose end was only our estimate.
    ['2022-05-10', 'marketing@0#c1 utility@9>10#c2',           'business_initiated',  'free_tier',               'POS-45'],
    ['2022-05-10', 'marketing@0#c1 utility@9#c2 utility@10>11#c2', 'business_initiated', 'rides_open_conversation', 'POS-45'],
    ['2022-05-10', 'marketing@0#c1..24 utility@9>10#c2',       'business_initiated',  'rides_open_conversation', 'CONV-A1', 'POS-45'],
    ['2022-05-10', 'marketing@0 utility@9>10#c2',              'business_initiated',  'rides_open_conversation', 'CONV-A1', 'POS-45'],
    // Delivery opens it: what was sent first and delivered last rides.
    ['2022-05-10', 'marketing@0>9 utility@5',                  'business_initiated',  'free_tier',               'CONV-A1 CONV-A3'],
    ['2022-05-10', 'utility@5 marketing@0>9',                  'business_initiated',  'rides_open_conversation', 'CONV-A1'],
    // Whether the window was open at the delivery tells who began it.
    ['2022-05-10', 'says@0 marketing@23>25',                   'business_initiated',  'free_tier',               'CONV-A3'],
    ['2022-05-10', 'marketing@0>5 says@4 marketing@5',         'user_initiated',      'rides_open_conversation', 'CONV-A1', 'CONV-A2'],
    // An entry point is open for 24 hours from the reply's delivery, from March 2023 for 72.
    ['2022-05-10', 'clicks@0 service@1>2 utility@25.99',       'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-5 POS-8'],
    ['2022-05-10', 'clicks@0 service@1>2 utility@26',          'business_initiated',  'free_tier',               'CONV-A3', 'FEP-5'],
    ['2023-04-10', 'clicks@0 service@1>2 utility@73.99',       'referral_conversion', 'free_entry_point',        'CONV-A7 FEP-5 POS-9'],
    ['2023-04-10', 'clicks@0 service@1>2 utility@74',          'business_initiated',  'free_tier',               'CONV-A3', 'FEP-5'],
    // The rulebook at its opening gives the length.
    ['2023-03-01', 'clicks@-2 service@-1 utility@22.99',       'referral_conversion', 'free_entry_point',        'CONV-A7'],
    ['2023-03-01', 'clicks@-2 service@-1 utility@23',          'business_initiated',  'free_tier',               'CONV-A3'],
    ['2023-03-01', 'clicks@-2 service@-1>1 utility@72.99',     'referral_conversion', 'free_entry_point',        'CONV-A7'],
    // A reply that is sent in time and delivered too late opens nothing.
    ['2022-05-10', 'clicks@0 utility@23>24',                   'business_initiated',  'free_tier',               'CONV-A3 FEP-4'],
    // Meta's end counts instead of ours.
    ['2022-05-10', 'clicks@0 service@1 ends@20 utility@21',    'user_initiated',      'free_tier',               'CONV-A2', 'POS-9'],
    ['2022-05-10', 'service@0>never',                          '-',                   'nothing',                 '', 'CONV-A1'],
    ['2022-05-10', 'says@0 service@1>read5',                   'user_initiated',      'free_tier',               'CONV-A2 POS-13'],
    ['2022-05-10', 'says@0 app@1 service@2',                   'user_initiated',      'free_tier',               'CONV-A2', 'COEX-1'],
  ],
}

export const decisionTables: readonly DecisionTable[] = [table, exhausted]
export const storyTables: readonly Stories[] = [stories]
