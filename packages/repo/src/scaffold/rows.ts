import { isRight, engine, settings, type LocalDate } from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { startOfLocalDay } from '@guichet/core/time'

/** Rows about the midnight at which a rulebook begins, in a few zones: the last instant of the one before. */
export const midnightsText = (date: LocalDate, before: string): string =>
  ['UTC', 'America/Los_Angeles', 'Asia/Kolkata']
    .map((zone) => {
      const last = new Date(startOfLocalDay(date, zone) - 1).toISOString()
      return `    ['${zone}', '${last}', '${before}', '${date}'],\n`
    })
    .join('')

/**
 * Rows about a message before that midnight, at it, and across it. They say what holds as long as nothing changes; the
 * one with the new clause is true only once a rule rests on it.
 */
export const rowsText = (date: LocalDate, clause: string): string => {
  const { type, cites } = serviceBefore(date)
  const row = (story: string, clauses: string): string =>
    `    ['${date}',`.padEnd(39) +
    `'${story}',`.padEnd(37) +
    `'service',`.padEnd(22) +
    `'${type}',`.padEnd(27) +
    `'${clauses}'],\n`
  return [
    `    // ${date}\n`,
    row('says@-5 service@-0.01', cites),
    row('says@-5 service@0', `${cites} ${clause}`),
    row('says@-5 service@-1>1', `${cites} POS-14 POS-30`),
  ].join('')
}

/** Who pays for a service message on the day before, and the clauses of that. */
const serviceBefore = (date: LocalDate): { readonly type: string; readonly cites: string } => {
  const chosen = settings()
  const subject = engine(isRight(chosen) ? chosen.right : undefined)
  const at = startOfLocalDay(date, 'UTC') - 36_000
  const thread = { phoneNumberId: '100', customer: '15550100001' }
  const state = subject.evolve(emptyState, {
    type: 'customer-messaged',
    id: 'c',
    at,
    kind: 'text',
    ...thread,
  })
  const answer = subject.ask(state, thread, { kind: 'service' }, at)
  const charge = isRight(answer) ? answer.right.charge : null
  return { type: charge?.type ?? 'regular', cites: (charge?.because ?? []).join(' ') }
}
