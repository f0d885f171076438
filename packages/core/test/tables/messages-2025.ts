import type { DecisionTable, Stories } from './table.ts'

/** July 2025 to September 2026: each message, with service and utility in the window free. */
const books = ['2025-07-01', '2026-09-28'] as const

// prettier-ignore
const table: DecisionTable = {
  title: 'messages, service and utility free in the window',
  rulebooks: books,
  rows: [
    // message                        window    entry point  open       category  who pays                 cites, about
    ['marketing',                     'any',    'none',      'nothing', 'own',    'regular',               'PMP-1 PMP-3'],
    ['marketing',                     'open',   'open',      'nothing', 'own',    'free_entry_point',      'PMP-3 FEP-5 FEP-6 POS-8 POS-9'],
    ['marketing',                     'closed', 'open',      'nothing', 'own',    'free_entry_point',      'PMP-3 FEP-6 FEP-3 FEP-7'],
    ['marketing',                     'open',   'clicked',   'nothing', 'own',    'free_entry_point',      'FEP-3 FEP-6'],
    ['marketing',                     'any',    'late',      'nothing', 'own',    'regular',               'PMP-3 FEP-4'],
    ['utility',                       'closed', 'none',      'nothing', 'own',    'regular',               'PMP-3', 'PMP-19'],
    ['utility',                       'open',   'none',      'nothing', 'own',    'free_customer_service', 'PMP-3 PMP-19 POS-15 POS-29'],
    ['utility',                       'any',    'open',      'nothing', 'own',    'free_entry_point',      'PMP-3 FEP-6', 'FEP-7 FEP-9'],
    ['utility',                       'open',   'clicked',   'nothing', 'own',    'free_entry_point',      'FEP-3 FEP-6'],
    ['utility',                       'open',   'late',      'nothing', 'own',    'free_customer_service', 'PMP-3 FEP-4'],
    ['utility',                       'closed', 'late',      'nothing', 'own',    'regular',               'PMP-3 FEP-4'],
    ['authentication',                'any',    'none',      'nothing', 'own',    'regular',               'PMP-1 PMP-3'],
    ['authentication',                'any',    'open',      'nothing', 'own',    'free_entry_point',      'FEP-6', 'FEP-9'],
    ['authentication',                'open',   'clicked',   'nothing', 'own',    'free_entry_point',      'FEP-3 FEP-6'],
    ['authentication',                'any',    'late',      'nothing', 'own',    'regular',               'PMP-3 FEP-4'],
    ['authentication_international',  'any',    'none',      'nothing', 'own',    'regular',               'PMP-3'],
    ['authentication_international',  'any',    'open',      'nothing', 'own',    'free_entry_point',      'FEP-6', 'FEP-9'],
    ['marketing_lite',                'any',    'none',      'nothing', 'own',    'regular',               'PMP-3'],
    ['marketing_lite',                'any',    'open',      'nothing', 'own',    'free_entry_point',      'FEP-6'],
    ['service',                       'closed', 'none',      'nothing', '-',      'refused',               'CSW-3'],
    ['service',                       'open',   'none',      'nothing', 'own',    'free_customer_service', 'PMP-2 PMP-3'],
    ['service',                       'open',   'open',      'nothing', 'own',    'free_entry_point',      'FEP-6', 'POS-10'],
    ['service',                       'open',   'clicked',   'nothing', 'own',    'free_entry_point',      'FEP-3 FEP-6'],
    ['service',                       'open',   'late',      'nothing', 'own',    'free_customer_service', 'PMP-3 FEP-4'],
    ['service',                       'closed', 'open',      'nothing', '-',      'refused',               'CSW-3', 'FEP-7'],
    ['reaction',                      'open',   'none',      'nothing', 'service', 'free_customer_service', 'PMP-2 PMP-3'],
    ['reaction',                      'open',   'open',      'nothing', 'service', 'free_entry_point',      'FEP-6'],
    ['reaction',                      'closed', 'none',      'nothing', '-',      'refused',               'CSW-3 POS-28'],
    ['group_marketing',               'closed', 'none',      'nothing', 'own',    'regular',               'PMP-3 GRP-2'],
    ['group_marketing',               'open',   'none',      'nothing', 'own',    'regular',               'PMP-3 GRP-2 POS-7'],
    ['group_utility',                 'closed', 'none',      'nothing', 'own',    'regular',               'PMP-3 GRP-2'],
    ['group_utility',                 'open',   'none',      'nothing', 'own',    'free_customer_service', 'PMP-3 GRP-2'],
    ['group_marketing',               'any',    'open',      'nothing', 'own',    'regular',               'PMP-3 GRP-2'],
    ['group_utility',                 'open',   'open',      'nothing', 'own',    'free_customer_service', 'PMP-3 GRP-2'],
    ['group_service',                 'open',   'none',      'nothing', 'own',    'free_customer_service', 'PMP-3 GRP-2'],
    ['group_service',                 'closed', 'none',      'nothing', '-',      'refused',               'CSW-3'],
  ],
}

// prettier-ignore
const freeGroupMarketing: DecisionTable = {
  title: 'told that group marketing is free in the window',
  rulebooks: books,
  settings: { overrides: { groupMarketingIsFreeInWindow: true } },
  rows: [
    ['group_marketing',               'open',   'none',      'nothing', 'own',    'free_customer_service', 'PMP-3 POS-7'],
    ['group_marketing',               'closed', 'none',      'nothing', 'own',    'regular',               'PMP-3', 'POS-7'],
    ['marketing',                     'open',   'none',      'nothing', 'own',    'regular',               'PMP-3'],
  ],
}

// prettier-ignore
const stories: Stories = {
  title: 'messages, service and utility free in the window',
  rows: [
    // from        story                                                   category     who pays                 cites, about
    // Delivery is what is charged, and the window at the delivery decides.
    ['2025-08-10', 'marketing@0>never',                                    '-',         'nothing',               '', 'PMP-1'],
    ['2025-08-10', 'marketing@0>failed1/131026',                           '-',         'nothing',               '', 'PMP-1'],
    ['2025-08-10', 'marketing@0>failed1/130472',                           '-',         'nothing',               '', 'LIM-12'],
    ['2025-08-10', 'marketing@0>1 fails@2',                                '-',         'nothing',               '', 'PMP-1'],
    ['2025-08-10', 'utility@0>read5',                                      'utility',   'regular',               'PMP-1 POS-13'],
    ['2025-08-10', 'says@0 utility@23>23.99',                              'utility',   'free_customer_service', 'PMP-3 POS-15'],
    ['2025-08-10', 'says@0 utility@23>24',                                 'utility',   'regular',               'PMP-3 POS-15'],
    ['2025-08-10', 'utility@0>9 says@8 utility@0>9',                       'utility',   'free_customer_service', 'PMP-3 POS-15'],
    ['2025-08-10', 'says@0 service@23>25',                                 'service',   'free_customer_service', 'PMP-3'],
    ['2025-08-10', 'says@0 says@20 utility@43.99',                         'utility',   'free_customer_service', 'PMP-3 PMP-19'],
    ['2025-08-10', 'calls@0 utility@23',                                   'utility',   'free_customer_service', 'PMP-3', 'CSW-2'],
    ['2025-07-15', 'calls@-1 utility@0',                                   'utility',   'regular',               'PMP-3', 'CSW-2'],
    // A template's category is the registered one when it is sent.
    ['2025-08-10', 'registered@-9=utility registered@3=marketing says@1 offer@2',   'utility',   'free_customer_service', 'PMP-3 TPL-8', 'PMP-2'],
    ['2025-08-10', 'registered@-9=utility registered@3=marketing says@1 offer@4',   'marketing', 'regular',               'PMP-3 TPL-8', 'PMP-2'],
    ['2025-08-10', 'registered@-9=utility registered@3=marketing says@1 offer@2>4', 'utility',   'free_customer_service', 'PMP-3 TPL-8', 'PMP-2'],
    ['2025-08-10', 'registered@-9=marketing says@1 offer@2=utility',       'marketing', 'regular',               'PMP-3 TPL-8', 'PMP-2'],
    ['2025-08-10', 'says@1 offer@2=utility',                               'utility',   'free_customer_service', 'PMP-3', 'PMP-2'],
    ['2025-08-10', 'says@0 template@1',                                    'unknown',   'regular',               'PMP-1 category-unknown'],
    // A free-form message of an AI provider is charged where Meta reports it as one, and nowhere else.
    ['2026-03-10', 'says@-1 general_purpose_ai@0>1',                       'general_purpose_ai', 'regular',      'PMP-20 POS-49 POS-20'],
    ['2026-03-10', 'says@-1 general_purpose_ai@0>1 service@1',             'service',   'free_customer_service', 'PMP-3', 'POS-20'],
    // Nor does an entry point that only we take for open make it free.
    ['2026-03-10', 'clicks@-2 service@-1 general_purpose_ai@0>1',          'general_purpose_ai', 'regular',      'PMP-20 POS-49 POS-20'],
    ['2026-10-10', 'says@-1 general_purpose_ai@0>1',                       'general_purpose_ai', 'regular',      'PMP-20 POS-49 POS-20'],
    // In a group each member who gets it is charged for, by the group's window; a failure takes one share alone.
    ['2025-11-10', 'says@0 utility@1>never got@1=anna',                    'utility',   'free_customer_service', 'PMP-3 GRP-2 GRP-5 POS-48'],
    ['2025-11-10', 'says@0 utility@23>never got@24=anna',                  'utility',   'regular',               'PMP-3 POS-15 GRP-5 POS-48'],
    ['2025-11-10', 'utility@0>never got@1=anna lost@2=bela',               'utility',   'regular',               'PMP-3 GRP-5 POS-48'],
    ['2025-11-10', 'utility@0>never lost@1=anna got@2=bela',               'utility',   'regular',               'PMP-3 GRP-5 POS-48'],
    ['2025-11-10', 'utility@0>never got@1=anna lost@2=anna',               '-',         'nothing',               '', 'POS-48'],
    ['2025-11-10', 'utility@0>never got@1=anna fails@2',                   '-',         'nothing',               '', 'POS-48'],
    ['2025-11-10', 'utility@0>never lost@1=anna',                          '-',         'nothing',               '', 'POS-48'],
    ['2025-11-10', 'utility@0>never got@1=anna got@400=bela lost@401=anna', 'utility',  'regular',               'PMP-3 GRP-5 POS-48'],
    ['2025-11-10', 'says@0 marketing@1>never got@1=anna',                  'marketing', 'regular',               'POS-7 GRP-2 GRP-5'],
    ['2025-11-10', 'clicks@-2 service@-1 marketing@0>never got@0=anna',    'marketing', 'regular',               'POS-7 GRP-2 GRP-5'],
    // A paused template is refused, and nothing is charged.
    ['2025-08-10', 'registered@-9=utility paused@-1 offer@0>failed0/132015', '-',       'refused',               'TPL-2', 'TPL-4'],
    // What is sent from the app costs nothing and opens nothing.
    ['2025-08-10', 'app@0 utility@1',                                      'utility',   'regular',               'PMP-3', 'COEX-1'],
    ['2025-08-10', 'says@-30 app@-10 service@0>failed0/131047',            '-',         'refused',               'CSW-3', 'COEX-1'],
  ],
}

// prettier-ignore
const freeSharesOfMarketing: Stories = {
  title: 'told that marketing to a group is free in its window, members',
  settings: { overrides: { groupMarketingIsFreeInWindow: true } },
  rows: [
    ['2025-11-10', 'says@0 marketing@1>never got@1=anna',                  'marketing', 'free_customer_service', 'PMP-3 POS-7 GRP-5'],
    ['2025-11-10', 'marketing@1>never got@1=anna',                         'marketing', 'regular',               'PMP-3 GRP-5', 'POS-7'],
  ],
}

// prettier-ignore
const windowWhenSent: Stories = {
  title: 'told that the window at sending decides',
  settings: { overrides: { utilityWindowTestedAt: 'sent' } },
  rows: [
    ['2025-08-10', 'says@0 utility@23>25',                                 'utility',   'free_customer_service', 'PMP-3 POS-15'],
    ['2025-08-10', 'utility@0>9 says@8 utility@0>9',                       'utility',   'regular',               'PMP-3 POS-15'],
  ],
}

export const decisionTables: readonly DecisionTable[] = [table, freeGroupMarketing]
export const storyTables: readonly Stories[] = [stories, freeSharesOfMarketing, windowWhenSent]
