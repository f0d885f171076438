import type { Reply, Request } from '../protocol.ts'

/**
 * Of a reply what the reading copy also tells in that version of the protocol, as a text: two engines that give the same
 * text agree. Left out are clauses and wordings, and under which of several ids a customer's thread is kept.
 */
export const essenceOf = (op: Request['op'], reply: Reply, version: 1 | 2 = 1): string => {
  if (!reply.ok) return `refused: ${textOf(fieldsOf(reply['error'])['code'])}`
  switch (op) {
    case 'view':
      return textOf([
        reply['phase'],
        picked(reply['serviceWindow'], interval),
        picked(reply['conversation'], ['initiatedBy', 'openedAt', 'startedAt', 'closesAt']),
        picked(reply['entryPoint'], ['state', 'replyBy', ...interval]),
        listOf(reply['billedConversations']).map((open) => picked(open, ['category', ...interval])),
        reply['rulebook'],
      ])
    case 'ask':
      return textOf([
        reply['answer'],
        reply['validUntil'],
        picked(reply['charge'], ['unit', 'category', 'type']),
        ...(version === 1
          ? [
              inAnyOrder(listOf(reply['reasons']).map((reason) => fieldsOf(reason)['code'])),
              inAnyOrder(listOf(reply['remedies']).map((remedy) => fieldsOf(remedy)['do'])),
            ]
          : [
              listOf(reply['reasons']).map((reason) =>
                picked(
                  reason,
                  fieldsOf(reason)['code'] === 'call-not-permitted'
                    ? [...reasonFields, 'since']
                    : reasonFields,
                ),
              ),
              inAnyOrder(listOf(reply['remedies']).map((remedy) => textOf(picked(remedy, remedyFields)))),
              reply['notKnown'],
            ]),
      ])
    case 'charges':
      return textOf(listOf(reply['charges']).map((charge) => picked(charge, chargeFields)))
    default:
      return ''
  }
}

/** Nothing says which reason or remedy is told first. */
const inAnyOrder = (names: readonly unknown[]): readonly string[] => names.map(String).sort()

/** What version 2 of the protocol says of a reason and of a remedy, beside clauses and templates. */
const reasonFields = ['code', 'restriction', 'until', 'country', 'limit', 'freesAt', 'group']
const remedyFields = ['do', 'at', 'by']

const interval = ['opensAt', 'closesAt']
const chargeFields = ['phoneNumberId', 'message', 'participant', 'at', 'rulebook', 'unit', 'category', 'type']

const textOf = (value: unknown): string => JSON.stringify(value) ?? ''

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const picked = (value: unknown, names: readonly string[]): unknown => {
  if (value === null || value === undefined) return null
  const fields = fieldsOf(value)
  return names.map((name) => fields[name] ?? null)
}
