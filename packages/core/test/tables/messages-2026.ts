import type { DecisionTable, MonthRow, Stories } from './table.ts'

/** Since October 2026: each message, service beyond the tier and utility in the window included. */
const books = ['2026-10-01'] as const

// prettier-ignore
const table: DecisionTable = {
  title: 'messages, all charged',
  rulebooks: books,
  rows: [
    // message                        window    entry point  open       category   who pays                 cites, about
    ['service',                       'closed', 'none',      'nothing', '-',       'refused',               'CSW-3', 'OCT26-17'],
    ['service',                       'open',   'none',      'nothing', 'own',     'free_customer_service', 'OCT26-2 OCT26-3 POS-19', 'OCT26-17'],
    ['service',                       'open',   'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6 POS-11'],
    ['service',                       'open',   'clicked',   'nothing', 'own',     'free_entry_point',      'FEP-3 FEP-6 OCT26-6'],
    ['service',                       'open',   'late',      'nothing', 'own',     'free_customer_service', 'OCT26-3 FEP-4'],
    ['service',                       'closed', 'open',      'nothing', '-',       'refused',               'CSW-3', 'FEP-7'],
    ['utility',                       'closed', 'none',      'nothing', 'own',     'regular',               'PMP-1 OCT26-17'],
    ['utility',                       'open',   'none',      'nothing', 'own',     'regular',               'OCT26-4 POS-18'],
    ['utility',                       'any',    'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6'],
    ['utility',                       'open',   'clicked',   'nothing', 'own',     'free_entry_point',      'FEP-3 FEP-6'],
    ['utility',                       'open',   'late',      'nothing', 'own',     'regular',               'OCT26-4 FEP-4'],
    ['marketing',                     'closed', 'none',      'nothing', 'own',     'regular',               'PMP-1 OCT26-17'],
    ['marketing',                     'open',   'none',      'nothing', 'own',     'regular',               'PMP-1 OCT26-5 OCT26-17'],
    ['authentication',                'open',   'none',      'nothing', 'own',     'regular',               'PMP-1 OCT26-5 OCT26-17'],
    ['marketing',                     'open',   'open',      'nothing', 'own',     'free_entry_point',      'FEP-5 FEP-6 OCT26-6 POS-8 POS-9'],
    ['marketing',                     'closed', 'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 FEP-7 OCT26-6'],
    ['marketing',                     'open',   'clicked',   'nothing', 'own',     'free_entry_point',      'FEP-3 FEP-6'],
    ['marketing',                     'any',    'late',      'nothing', 'own',     'regular',               'PMP-1 FEP-4', 'OCT26-5'],
    ['marketing_lite',                'any',    'none',      'nothing', 'own',     'regular',               'PMP-1', 'OCT26-5'],
    ['marketing_lite',                'any',    'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6'],
    ['authentication',                'closed', 'none',      'nothing', 'own',     'regular',               'PMP-1'],
    ['authentication',                'any',    'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6'],
    ['authentication',                'open',   'clicked',   'nothing', 'own',     'free_entry_point',      'FEP-3 FEP-6'],
    ['authentication_international',  'any',    'none',      'nothing', 'own',     'regular',               'PMP-1', 'OCT26-5'],
    ['authentication_international',  'any',    'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6'],
    ['reaction',                      'closed', 'none',      'nothing', '-',       'refused',               'CSW-3 POS-28'],
    ['reaction',                      'open',   'none',      'nothing', 'service', 'not_charged',           'OCT26-7'],
    ['reaction',                      'open',   'open',      'nothing', 'service', 'not_charged',           'OCT26-7'],
    ['reaction',                      'open',   'clicked',   'nothing', 'service', 'not_charged',           'OCT26-7'],
    ['group_service',                 'closed', 'none',      'nothing', '-',       'refused',               'CSW-3', 'GRP-2'],
    ['group_service',                 'open',   'none',      'nothing', 'own',     'free_customer_service', 'OCT26-3 GRP-2'],
    ['group_utility',                 'closed', 'none',      'nothing', 'own',     'regular',               'PMP-1 GRP-2'],
    ['group_utility',                 'open',   'none',      'nothing', 'own',     'regular',               'OCT26-4 GRP-2'],
    ['group_marketing',               'closed', 'none',      'nothing', 'own',     'regular',               'PMP-1 GRP-2'],
    ['group_marketing',               'open',   'none',      'nothing', 'own',     'regular',               'POS-7 GRP-2'],
    ['group_marketing',               'closed', 'open',      'nothing', 'own',     'regular',               'PMP-1 GRP-2'],
    ['group_utility',                 'open',   'open',      'nothing', 'own',     'regular',               'OCT26-4 GRP-2'],
  ],
}

// prettier-ignore
const exhausted: DecisionTable = {
  title: 'after 1,000 service messages in the month',
  rulebooks: books,
  tierUsed: 1000,
  rows: [
    ['service',                       'open',   'none',      'nothing', 'own',     'regular',               'OCT26-2 OCT26-3', 'OCT26-17'],
    ['service',                       'open',   'late',      'nothing', 'own',     'regular',               'OCT26-2 FEP-4'],
    ['group_service',                 'open',   'none',      'nothing', 'own',     'regular',               'OCT26-2 OCT26-3 GRP-2'],
    ['service',                       'open',   'open',      'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6 POS-11'],
    ['service',                       'open',   'clicked',   'nothing', 'own',     'free_entry_point',      'FEP-6 OCT26-6 POS-11'],
    ['reaction',                      'open',   'none',      'nothing', 'service', 'not_charged',           'OCT26-7'],
    ['utility',                       'open',   'none',      'nothing', 'own',     'regular',               'OCT26-4'],
  ],
}

// prettier-ignore
const oneLeft: DecisionTable = {
  title: 'after 999 service messages in the month',
  rulebooks: books,
  tierUsed: 999,
  rows: [
    ['service',                       'open',   'none',      'nothing', 'own',     'free_customer_service', 'OCT26-3 POS-12'],
  ],
}

// prettier-ignore
const exempt: DecisionTable = {
  title: 'an exempt organisation, after 1,000 service messages in the month',
  rulebooks: books,
  settings: { exemptOrganisation: true },
  tierUsed: 1000,
  rows: [
    ['service',                       'open',   'none',      'nothing', 'own',     'not_charged',           'OCT26-8'],
    ['utility',                       'open',   'none',      'nothing', 'own',     'regular',               'OCT26-4', 'OCT26-8'],
    ['marketing',                     'closed', 'none',      'nothing', 'own',     'regular',               'PMP-1', 'OCT26-8'],
    ['service',                       'open',   'open',      'nothing', 'own',     'free_entry_point',      'FEP-6', 'OCT26-8'],
  ],
}

// prettier-ignore
const exemption: Stories = {
  title: 'the end of the exemption, after 1,000 service messages in the month',
  settings: { exemptOrganisation: true },
  tierUsed: 1000,
  rows: [
    // from        story                                          category   who pays        clauses
    ['2028-01-01', 'says@-5 service@-0.01',                       'service', 'not_charged',  'OCT26-8'],
    ['2028-01-01', 'says@-5 service@0',                           'service', 'regular',      'OCT26-2', 'OCT26-8'],
    ['2028-01-01', 'says@-5 service@-1>1',                        'service', 'regular',      'OCT26-2', 'OCT26-8'],
  ],
}

// prettier-ignore
const stories: Stories = {
  title: 'messages, all charged',
  rows: [
    ['2026-10-10', 'says@0 service@1>never',                      '-',       'nothing',      '', 'PMP-1'],
    ['2026-10-10', 'utility@0>failed1/131042',                    '-',       'nothing',      '', 'OCT26-14'],
    ['2026-10-10', 'marketing@0>failed1/130472',                  '-',       'nothing',      '', 'LIM-12'],
    ['2026-10-10', 'says@0 service@1>read3',                      'service', 'free_customer_service', 'OCT26-3 POS-13'],
    ['2026-10-10', 'says@0 app@1 service@2',                      'service', 'free_customer_service', 'OCT26-3', 'COEX-1'],
    ['2026-10-10', 'says@0 app@1 app@2 utility@3',                'utility', 'regular',      'OCT26-4', 'COEX-1'],
    ['2026-10-10', 'says@0 service@1>never got@1=anna',           'service', 'free_customer_service', 'OCT26-3 GRP-2 GRP-5 POS-48'],
    ['2026-10-10', 'says@0 utility@1>never got@1=anna',           'utility', 'regular',      'OCT26-4 GRP-2 GRP-5 POS-48'],
    ['2026-10-10', 'says@0 reaction@1>never got@1=anna',          'service', 'not_charged',  'OCT26-7 GRP-5'],
    ['2026-10-10', 'says@0 template@1',                           'unknown', 'regular',      'PMP-1 category-unknown'],
  ],
}

// prettier-ignore
const noPayment: Stories = {
  title: 'without a means of payment, after 1,000 service messages in the month',
  tierUsed: 1000,
  rows: [
    ['2026-10-10', 'says@0 service@1>failed1/131042',             '-',       'nothing',      '', 'OCT26-9'],
    ['2026-10-10', 'says@0 service@1>failed1/131042 reaction@2',  'service', 'not_charged',  'OCT26-7', 'OCT26-9'],
  ],
}

// prettier-ignore
const entryPointCounts: Stories = {
  title: 'told that service inside an entry point is counted',
  settings: { overrides: { entryPointServiceUsesTier: true } },
  rows: [
    ['2026-10-10', 'clicks@0 service@1',                          'service', 'free_entry_point', 'FEP-6 POS-11'],
    ['2026-10-10', 'clicks@0 service@1 marketing@2',              'marketing', 'free_entry_point', 'FEP-6', 'POS-11'],
    ['2026-09-29', 'clicks@0 service@1',                          'service', 'free_entry_point', 'FEP-6', 'POS-11'],
  ],
}

/** A message is billed in the month of its delivery, in the account's time zone. */
// prettier-ignore
export const monthRows: readonly MonthRow[] = [
  // from                            story                    month      clauses
  ['2026-11-01',                     'says@-5 service@-0.01', '2026-10', 'OCT26-3 POS-12'],
  ['2026-11-01',                     'says@-5 service@0',     '2026-11', 'OCT26-3 POS-12'],
  ['2026-11-01',                     'says@-5 service@-1>1',  '2026-11', 'POS-12', 'POS-14'],
  ['2026-11-01 America/Los_Angeles', 'says@-5 service@-0.01', '2026-10', 'POS-12', 'POS-30'],
  ['2026-11-01 America/Los_Angeles', 'says@-5 service@0',     '2026-11', 'POS-12', 'POS-30'],
  ['2026-11-01 Asia/Kolkata',        'says@-5 service@0',     '2026-11', 'POS-12', 'POS-30'],
  ['2022-06-01 America/Sao_Paulo',   'says@-5 service@-0.01', '2022-05', 'CONV-A6', 'POS-30'],
]

export const decisionTables: readonly DecisionTable[] = [table, exhausted, oneLeft, exempt]
export const storyTables: readonly Stories[] = [exemption, stories, noPayment, entryPointCounts]
