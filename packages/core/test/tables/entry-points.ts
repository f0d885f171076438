import type { Stories } from './table.ts'

/** Free entry points since July 2025, and what Meta says of them. */

// prettier-ignore
const stories: Stories = {
  title: 'free entry points',
  rows: [
    // from        story                                               category     who pays                 cites, about
    // 72 hours from the sending of the reply.
    ['2025-08-10', 'clicks@0 service@1>2 marketing@72.99',             'marketing', 'free_entry_point',      'FEP-5 FEP-6 POS-8 POS-9'],
    ['2025-08-10', 'clicks@0 service@1>2 marketing@73',                'marketing', 'regular',               'PMP-1', 'FEP-5 POS-9'],
    ['2025-08-10', 'clicks@0 service@1>never marketing@72.99',         'marketing', 'free_entry_point',      'FEP-6 POS-8'],
    ['2025-08-10', 'clicks@0 utility@23.99 marketing@30',              'marketing', 'free_entry_point',      'FEP-3 FEP-6'],
    ['2025-08-10', 'clicks@0 utility@24',                              'utility',   'regular',               'PMP-3 FEP-4'],
    ['2025-08-10', 'clicks@0 utility@24 marketing@30',                 'marketing', 'regular',               'PMP-3 FEP-4'],
    ['2025-08-10', 'clicks@0 marketing@1>failed1/131026 marketing@30', 'marketing', 'regular',               'PMP-3 FEP-4'],
    ['2025-08-10', 'clicks@0 reaction@1 marketing@30',                 'marketing', 'free_entry_point',      'FEP-3 FEP-6'],
    ['2025-08-10', 'says@0 clicks@5 service@6 marketing@30',           'marketing', 'free_entry_point',      'FEP-3 FEP-6'],
    ['2025-08-10', 'clicks@0 service@72.99>failed73/131047',           '-',         'refused',               'CSW-3', 'FEP-7'],
    ['2025-08-10', 'clicks@0 service@1 says@50 service@60',            'service',   'free_entry_point',      'FEP-6', 'FEP-7'],
    ['2025-08-10', 'clicks@0 service@1 says@72 utility@73',            'utility',   'free_customer_service', 'PMP-3', 'FEP-7'],
    // The delivery of each message must fall inside.
    ['2025-08-10', 'clicks@0 service@1 marketing@72>73',               'marketing', 'regular',               'PMP-1 PMP-3'],
    // Another click while it is open changes nothing; one after its end begins anew.
    ['2025-08-10', 'clicks@0 service@1 clicks@50 service@51 marketing@73', 'marketing', 'regular',           'PMP-1', 'FEP-10'],
    ['2025-08-10', 'clicks@0 service@1 clicks@73 marketing@74',        'marketing', 'free_entry_point',      'FEP-6', 'FEP-10'],
    // Meta's word on the end replaces the estimate, from the message on that carries it.
    ['2025-08-10', 'clicks@0 service@1 ends@40 marketing@39.99',       'marketing', 'free_entry_point',      'FEP-6 POS-9'],
    ['2025-08-10', 'clicks@0 service@1 ends@40 marketing@40',          'marketing', 'regular',               'PMP-1', 'POS-9'],
    ['2026-10-10', 'clicks@0 service@1 ends@168 marketing@167.99',     'marketing', 'free_entry_point',      'FEP-5 FEP-6 POS-9'],
    ['2026-10-10', 'clicks@0 service@1 ends@168 marketing@168',        'marketing', 'regular',               'PMP-1', 'FEP-5 POS-9'],
    ['2026-10-10', 'clicks@0 service@1 marketing@73',                  'marketing', 'regular',               'PMP-1', 'FEP-5 POS-9'],
    ['2026-10-10', 'clicks@0 service@1 marketing@60 ends@160 marketing@150', 'marketing', 'free_entry_point', 'FEP-6 POS-9', 'OCT26-11'],
    // One that opened before 28 September 2026 never lasts longer than 72 hours, whatever Meta says of a message.
    ['2026-09-28', 'clicks@-3 service@-2 marketing@80 shown-free',     'marketing', 'regular',               'PMP-1', 'FEP-5 POS-9'],
    ['2026-09-28', 'clicks@0 service@1 marketing@80 shown-free',       'marketing', 'free_entry_point',      'FEP-5 FEP-6 POS-9', 'OCT26-11'],
    // An end within a minute of the status that tells it is none.
    ['2025-08-10', 'clicks@0 service@1 utility@2 ends@2 marketing@50',     'marketing', 'free_entry_point',  'FEP-6 POS-46', 'PMP-22'],
    ['2025-08-10', 'clicks@0 service@1 utility@2 ends@2.016 marketing@50', 'marketing', 'free_entry_point',  'FEP-6 POS-46', 'PMP-22'],
    ['2025-08-10', 'clicks@0 service@1 utility@2 ends@2.017 marketing@50', 'marketing', 'regular',           'PMP-1', 'POS-9'],
    ['2025-08-10', 'clicks@0 service@1 ends@40 utility@2 ends@2 marketing@50', 'marketing', 'regular',       'PMP-1', 'POS-9 POS-46'],
    ['2022-05-10', 'clicks@0 service@1 utility@2 ends@2 marketing@20', 'referral_conversion', 'free_entry_point', 'CONV-A7 POS-46'],
    // A message that Meta reports free is believed, as long as an entry point may last.
    ['2026-10-10', 'clicks@0 service@1 marketing@168.99 shown-free',   'marketing', 'free_entry_point',      'FEP-6 POS-9', 'POS-10'],
    ['2026-10-10', 'clicks@0 service@1 marketing@169 shown-free',      'marketing', 'regular',               'PMP-1', 'FEP-5 POS-9'],
    ['2025-08-10', 'clicks@0 service@1 marketing@73 shown-free',       'marketing', 'regular',               'PMP-1', 'FEP-5 POS-9'],
    // No click is known: a button leaves no trace, and only Meta knows.
    ['2025-08-10', 'says@0 marketing@1 shown-free',                    'marketing', 'free_entry_point',      'FEP-6 entry-point-shown-by-meta', 'FEP-11'],
    ['2025-08-10', 'says@0 service@1 ends@50 marketing@49.99',         'marketing', 'free_entry_point',      'FEP-6 entry-point-shown-by-meta', 'FEP-11'],
    ['2025-08-10', 'says@0 service@1 ends@50 marketing@50',            'marketing', 'regular',               'PMP-1', 'POS-9'],
    ['2023-08-10', 'says@0 service@1 ends@50 marketing@49.99',         'referral_conversion', 'free_entry_point', 'CONV-B6 entry-point-shown-by-meta'],
    // A click that was answered too late is not made good by a report.
    // What is long past says nothing of a report that comes now: neither an answered entry point nor a click.
    ['2025-08-10', 'clicks@0 service@1 marketing@337 shown-free',      'marketing', 'free_entry_point',      'entry-point-shown-by-meta', 'FEP-11'],
    ['2025-08-10', 'clicks@0 marketing@335.99 shown-free',             'marketing', 'regular',               'PMP-1 FEP-4'],
    ['2025-08-10', 'clicks@0 marketing@336 shown-free',                'marketing', 'free_entry_point',      'entry-point-shown-by-meta', 'FEP-11'],
    // A second click does not make forgotten that the first entry point may still be open.
    ['2026-10-10', 'clicks@0 service@1 clicks@96 marketing@126 shown-free', 'marketing', 'free_entry_point', 'FEP-6 POS-9', 'POS-10'],
    ['2026-10-10', 'clicks@0 service@1 clicks@96 marketing@126',            'marketing', 'regular',          'PMP-1'],
    ['2025-08-10', 'clicks@0 marketing@24 shown-free',                 'marketing', 'regular',               'PMP-1 FEP-4'],
    ['2025-08-10', 'clicks@0 marketing@24 ends@99 marketing@30',       'marketing', 'regular',               'PMP-1 FEP-4'],
  ],
}

// prettier-ignore
const byDelivery: Stories = {
  title: 'told that an entry point begins when the reply is delivered',
  settings: { overrides: { entryPointStartsAt: 'delivered' } },
  rows: [
    ['2025-08-10', 'clicks@0 service@1>2 marketing@73.99',             'marketing', 'free_entry_point',      'FEP-6 POS-8'],
    ['2025-08-10', 'clicks@0 service@1>2 marketing@74',                'marketing', 'regular',               'PMP-1', 'POS-8'],
    ['2025-08-10', 'clicks@0 service@1>never marketing@20',            'marketing', 'free_entry_point',      'FEP-3 FEP-6 POS-8'],
    ['2025-08-10', 'clicks@0 service@1>never marketing@30',            'marketing', 'regular',               'PMP-1 FEP-4', 'POS-8'],
  ],
}

// prettier-ignore
const bySending: Stories = {
  title: 'told that an entry point begins when the reply is sent',
  settings: { overrides: { entryPointStartsAt: 'sent' } },
  rows: [
    ['2023-08-10', 'clicks@0 service@1>2 marketing@72.99',             'referral_conversion', 'free_entry_point', 'CONV-B6 POS-8'],
    ['2023-08-10', 'clicks@0 service@1>2 marketing@73',                'marketing', 'regular',               'CONV-B2', 'POS-8'],
  ],
}

export const storyTables: readonly Stories[] = [stories, byDelivery, bySending]
