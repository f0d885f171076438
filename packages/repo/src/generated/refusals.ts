import { errorCode, foresightTable, type ForesightRow, type Origin } from '@guichet/cloud-api'
import { clauseOf } from '@guichet/core/clauses'
import { tableOf } from './table.ts'

/** Each of Meta's error codes: what it means, and which refusal foresees it, or why nothing does. */
export const refusalsPage = (): string =>
  [
    '# Every refusal, and whether it is foreseen',
    introduction,
    '## Foreseen',
    'Guichet refuses the message before it is sent, as far as it knows what decides. The clause is the rule.',
    tableOf(['code', 'what it means', 'Guichet says before', 'clause', 'what has to be known'], foreseen()),
    ...sections.flatMap(([origin, title, says]) => [`## ${title}`, says, notForeseen(origin)]),
    '## The other way round',
    "Each refusal of Guichet's, and the codes with which WhatsApp refuses the same.",
    tableOf(['Guichet says', 'WhatsApp fails with', 'clauses'], byRefusal()),
    'Written by `npm run docs` from the table of error codes.',
  ].join('\n\n')

const introduction = `When WhatsApp does not deliver a message it gives a number, the error code: at once, in its answer to
the request, or later, as the status \`failed\` of the message. Each code that is known has exactly one line on this page.
It says what the code means, and whether [Guichet](README.md) could have told you before.

A code that is not foreseen is still told: the message has the status \`failed\` with its code, a gateway passes WhatsApp's
answer on, and [\`guichet audit\`](../cli/README.md#what-whatsapp-refused) counts it under
\`refusals\`. Some messages are dropped without any status; WhatsApp gives
them up after 30 days at the latest (TPL-9).

${tableOf(
  ['', 'codes'],
  [
    ['foreseen', String(rowsOf('rules').length)],
    ['only WhatsApp knows', String(rowsOf('meta').length)],
    ['the account, the app or the access token', String(rowsOf('set-up').length)],
    ['what exactly is sent', String(rowsOf('request').length)],
    ['no message', String(rowsOf('elsewhere').length)],
  ],
)}`

const sections: readonly (readonly [Origin, string, string])[] = [
  [
    'meta',
    'Told afterwards: only WhatsApp knows',
    'No webhook and no list shows these before WhatsApp has decided, so no program can foresee them.',
  ],
  [
    'set-up',
    'Told afterwards: the account, the app or the access token',
    'Something has to be set up, paid or permitted. It concerns all messages alike, and is mended once.',
  ],
  [
    'request',
    'Told afterwards: what exactly is sent',
    'Guichet is asked about the kind of a message: free-form, reaction, or which template. What is written in it decides these.',
  ],
  [
    'elsewhere',
    'Not about messages',
    'Calls beyond what their permission says, the block list and user names. Nothing that is sent as a message gets them.',
  ],
]

function rowsOf(origin: Origin): readonly ForesightRow[] {
  return foresightTable
    .filter((row) => row.origin === origin)
    .toSorted((one, other) => one.first - other.first)
}

const foreseen = (): readonly (readonly string[])[] =>
  rowsOf('rules').map((row) => [
    codesOf(row),
    meaningOf(row),
    row.refusals.map(({ refusal }) => `\`${refusal}\``).join('<br>'),
    row.refusals.map(({ clause }) => `${clause}: ${clauseOf(clause).sentence}`).join('<br>'),
    row.why,
  ])

const notForeseen = (origin: Origin): string =>
  tableOf(
    ['code', 'what it means', 'why it is not foreseen'],
    rowsOf(origin).map((row) => [codesOf(row), meaningOf(row), row.why]),
  )

const byRefusal = (): readonly (readonly string[])[] => {
  const rows = rowsOf('rules')
  const named = rows.flatMap(({ refusals }) => refusals.map(({ refusal }) => refusal))
  return [...new Set(named)].sort().map((refusal) => {
    const same = rows.flatMap((row) =>
      row.refusals.flatMap((one) => (one.refusal === refusal ? [{ row, clause: one.clause }] : [])),
    )
    const clauses = new Set(same.map(({ clause }) => clause))
    return [`\`${refusal}\``, same.map(({ row }) => codesOf(row)).join(', '), [...clauses].join(', ')]
  })
}

const codesOf = ({ first, last }: ForesightRow): string =>
  first === last ? `\`${first}\`` : `\`${first}\`–\`${last}\``

/** A family may be cut where one of its codes is foreseen. */
const meaningOf = ({ first }: ForesightRow): string => errorCode(first).meaning
