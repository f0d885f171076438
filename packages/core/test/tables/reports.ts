import type { ReportRow } from './table.ts'

/** What Meta reports of a message's price beside what the rules say: model, category, type, and what else. */
// prettier-ignore
export const reportRows: readonly ReportRow[] = [
  // from        story                                    Meta says                                    then                        clauses
  // By message.
  ['2025-08-10', 'marketing@0',                           'PMP marketing regular',                     'agrees',                   'PMP-6 PMP-7 PMP-8'],
  ['2025-08-10', 'marketing@0',                           '',                                          'unreported',               'PMP-10'],
  ['2025-08-10', 'marketing@0',                           'PMP utility regular',                       'disagrees on category',    'PMP-8'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing free_customer_service',       'disagrees on type',        'PMP-7'],
  ['2025-08-10', 'says@-1 utility@0',                     'PMP utility free_customer_service',         'agrees',                   'PMP-7 PMP-19'],
  ['2025-08-10', 'says@-1 utility@0',                     'PMP utility regular',                       'disagrees on type',        'PMP-7 PMP-19'],
  ['2025-08-10', 'says@-1 service@0',                     'PMP service free_customer_service',         'agrees',                   'PMP-7'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing - billable',                  'agrees',                   'PMP-5'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing - unbillable',                'disagrees on type',        'PMP-5'],
  ['2025-08-10', 'marketing@0',                           'CBP marketing -',                           'disagrees on unit',        'PMP-6'],
  // Words that nobody knows today.
  ['2025-08-10', 'marketing@0',                           'XYZ marketing regular',                     'unknown word XYZ',         'PMP-6 PMP-7'],
  ['2025-08-10', 'marketing@0',                           'PMP carousel regular',                      'unknown word carousel',    'PMP-8'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing half_price',                  'unknown word half_price',  'PMP-7'],
  // One category in two spellings, and the finer ones that only Meta knows.
  ['2025-08-10', 'authentication@0',                      'PMP authentication-international regular',  'agrees',                   'POS-23'],
  ['2025-08-10', 'authentication@0',                      'PMP authentication_international regular',  'agrees',                   'POS-23'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing_lite regular',                'agrees',                   'PMP-8'],
  ['2025-08-10', 'says@-1 utility@0',                     'PMP group_utility free_group_customer_service', 'agrees',               'PMP-7 GRP-2'],
  // A free-form message of an AI provider, as only Meta knows.
  ['2026-03-10', 'says@-1 service@0',                     'PMP general_purpose_ai regular',            'agrees',                   'PMP-23 POS-49'],
  ['2026-03-10', 'says@-1 service@0',                     'PMP general_purpose_ai free_customer_service', 'agrees',                'PMP-23 POS-49'],
  ['2026-03-10', 'says@-1 service@0',                     'PMP general_purpose_ai - unbillable',       'agrees',                   'PMP-23 POS-49'],
  ['2026-03-10', 'marketing@0',                           'PMP general_purpose_ai regular',            'disagrees on category',    'PMP-23 POS-49'],
  ['2026-10-10', 'says@-1 service@0',                     'PMP general_purpose_ai regular',            'agrees',                   'PMP-23 POS-49'],
  ['2026-10-10', 'says@-1 reaction@0',                    'PMP general_purpose_ai regular',            'disagrees on type',        'OCT26-7 POS-49'],
  ['2026-10-10', 'clicks@-2 service@-1 service@0',        'PMP general_purpose_ai free_entry_point',   'agrees',                   'POS-10 POS-49'],
  // A free entry point is one whatever its category.
  ['2025-08-10', 'clicks@-2 service@-1 marketing@0',      'PMP marketing free_entry_point',            'agrees',                   'POS-10'],
  ['2025-08-10', 'clicks@-2 service@-1 marketing@0',      'PMP referral_conversion free_entry_point',  'agrees',                   'POS-10'],
  ['2025-08-10', 'clicks@-2 service@-1 marketing@0',      'PMP marketing regular',                     'disagrees on type',        'POS-10'],
  ['2025-08-10', 'clicks@-30 marketing@0',                'PMP marketing free_entry_point',            'disagrees on type',        'FEP-4'],
  ['2025-08-10', 'clicks@-30 marketing@0',                'PMP referral_conversion regular',           'disagrees on category',    'FEP-4 POS-10'],
  ['2025-08-10', 'clicks@-2 service@-1 marketing@0',      'PMP utility free_entry_point',              'disagrees on category',    'POS-10'],
  // What says nothing of the type, or nothing that can be held against it.
  ['2025-08-10', 'marketing@0',                           'PMP marketing -',                           'agrees',                   'PMP-5 PMP-7'],
  ['2025-08-10', 'says@-1 service@0',                     'PMP service - unbillable',                  'agrees',                   'PMP-5'],
  ['2025-08-10', 'says@-1 service@0',                     'PMP service - billable',                    'disagrees on type',        'PMP-5'],
  ['2026-10-10', 'says@-1 service@0',                     'PMP service free_customer_service paid_exempt', 'agrees',               'OCT26-8'],
  ['2025-08-10', 'template@0',                            'PMP service regular',                       'agrees',                   'PMP-8'],
  ['2025-08-10', 'template@0',                            'PMP service free_customer_service',         'disagrees on type',        'PMP-8'],
  ['2023-08-10', 'template@0',                            'CBP service - billable',                    'agrees',                   'CONV-B2'],
  // Two statuses: the last word counts, and what only one of them says stands.
  ['2025-08-10', 'marketing@0',                           'PMP utility regular then PMP marketing regular', 'agrees',              'POS-16 PMP-10'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing regular then PMP utility regular', 'disagrees on category', 'POS-16 PMP-10'],
  ['2025-08-10', 'marketing@0',                           'PMP marketing regular then PMP marketing -', 'agrees',                  'POS-16 PMP-10'],
  // By conversation: the category is the conversation's, and no type is told.
  ['2022-05-10', 'marketing@0',                           'CBP business_initiated - billable',         'agrees',                   'CONV-A9'],
  ['2022-05-10', 'says@-1 marketing@0',                   'CBP business_initiated - billable',         'disagrees on category',    'CONV-A9 CONV-A2'],
  ['2023-08-10', 'marketing@0',                           'CBP marketing - billable',                  'agrees',                   'CONV-A9'],
  ['2023-08-10', 'marketing@0',                           'CBP marketing - unbillable',                'disagrees on type',        'CONV-A9'],
  ['2023-08-10', 'marketing@-5 says@-1 service@0',        'CBP marketing - billable',                  'agrees',                   'CONV-B3'],
  ['2023-08-10', 'marketing@-5 says@-1 service@0',        'CBP service - billable',                    'disagrees on category',    'CONV-B3'],
  ['2023-08-10', 'clicks@-2 service@-1 marketing@0',      'CBP referral_conversion - unbillable',      'agrees',                   'CONV-B6'],
  ['2023-08-10', 'marketing@0',                           'PMP marketing regular',                     'disagrees on unit',        'PMP-6'],
  // The same conversation, or another one.
  ['2022-05-10', 'marketing@0#c1..10 utility@9>30#c1',    'CBP business_initiated - billable',         'agrees',                   'CONV-A13 POS-45'],
  ['2022-05-10', 'marketing@0#c1 utility@9>10#c2',        'CBP business_initiated - billable',         'agrees',                   'CONV-A13 POS-45'],
  ['2022-05-10', 'marketing@0#c1..24 utility@9>10#c2',    'CBP business_initiated - billable',         'disagrees on conversation', 'CONV-A13 POS-45'],
  ['2023-08-10', 'marketing@0#c1..24 marketing@9>10#c2',  'CBP marketing - billable',                  'disagrees on conversation', 'CONV-A13 POS-45'],
  ['2023-08-10', 'marketing@0#c1..24 marketing@9>10#c2',  'CBP utility - billable',                    'disagrees on category',    'CONV-A13 POS-45'],
  ['2025-07-01', 'utility@-1#c1..5 utility@2>6#c1',       'CBP utility - billable',                    'agrees',                   'PMP-21 POS-45'],
  ['2025-07-01', 'utility@-1#c1..5 utility@2>4#c2',       'CBP utility - billable',                    'disagrees on conversation', 'PMP-21 POS-45'],
  // Across the change of the model.
  ['2025-07-01', 'marketing@-1>1',                        'CBP marketing - billable',                  'incomparable',             'PMP-6 POS-14'],
  ['2025-07-01', 'utility@-1 utility@1',                  'CBP utility - billable',                    'agrees',                   'PMP-6 PMP-21'],
  // Since October 2026.
  ['2026-10-10', 'says@-1 utility@0',                     'PMP utility regular',                       'agrees',                   'OCT26-10'],
  ['2026-10-10', 'says@-1 utility@0',                     'PMP utility free_customer_service',         'disagrees on type',        'OCT26-10 POS-18'],
  ['2026-10-10', 'says@-1 service@0',                     'PMP service free_customer_service',         'agrees',                   'OCT26-10'],
  ['2026-10-10', 'says@-1 service@0',                     'PMP group_service free_group_customer_service', 'agrees',               'OCT26-10 GRP-2'],
  ['2026-10-10', 'says@-1 reaction@0',                    'PMP service free_customer_service',         'agrees',                   'OCT26-7'],
  ['2026-10-10', 'says@-1 reaction@0',                    'PMP service regular',                       'disagrees on type',        'OCT26-7'],
  ['2026-10-10', 'marketing@0',                           'PMP marketing regular paid_exempt',         'disagrees on type',        'PMP-9 OCT26-8'],
]

/** The same for service messages beyond the free tier, of an organisation that is exempt and of one that is not. */
// prettier-ignore
export const beyondTierRows: readonly (readonly [...ReportRow, exempt: boolean])[] = [
  ['2026-10-20', 'says@-1 service@0', 'PMP service regular',             'agrees',            'OCT26-2 OCT26-10',  false],
  ['2026-10-20', 'says@-1 service@0', 'PMP service regular paid_exempt', 'disagrees on type', 'OCT26-8 PMP-9',     false],
  ['2026-10-20', 'says@-1 service@0', 'PMP service regular paid_exempt', 'agrees',            'OCT26-8 PMP-9',     true],
  ['2026-10-20', 'says@-1 service@0', 'PMP service regular',             'disagrees on type', 'OCT26-8 PMP-9',     true],
]
