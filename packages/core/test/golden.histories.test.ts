import { describe, expect, test } from 'vitest'
import {
  DAY,
  isRight,
  phoneNumbersOf,
  threadsOf,
  writeState,
  type Conversation,
  type Engine,
  type EntryPoint,
  type Event,
  type Interval,
  type JudgedMessage,
  type Settlement,
  type State,
  type ThreadEvent,
} from '../src/index.ts'
import { templatesOf } from '../src/store.ts'
import { entryPointStories } from './golden/entry-points.ts'
import { identities } from './golden/histories-identities.ts'
import { fates } from './golden/histories-messages.ts'
import { settling } from './golden/histories-settling.ts'
import type { GoldenHistory } from './golden/history.ts'
import { hourOf } from './golden/words.ts'
import { origin } from './support/names.ts'
import { plays } from './tables/index.ts'
import { midnight } from './tables/plays.ts'
import { stage } from './tables/stage.ts'
import { engineOf } from './support/engine-of.ts'

/** What settles of long histories, what becomes of messages, and what stories are made of; texts to be read. */
const golden = (name: string, lines: readonly string[]): Promise<void> =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`)

type Place = (at: number | null) => string
const day: Place = (at) =>
  at === null || !Number.isFinite(at) ? '-' : String(Math.round(((at - origin) / DAY) * 1000) / 1000)

const conversationIn = (place: Place, { initiatedBy, openedAt, startedAt, closesAt }: Conversation): string =>
  `${initiatedBy}:${place(openedAt)}..${place(startedAt)}..${place(closesAt)}`
const entryPointIn = (place: Place, entryPoint: EntryPoint): string => {
  const { wamid, arrivedAt, replyBy, opensAt, closesAt, expiry, earlier } = entryPoint
  const before = earlier === null ? '' : `, earlier ${intervalIn(place, earlier)}`
  return `${wamid ?? 'shown'}@${place(arrivedAt)} by ${place(replyBy)}: ${place(opensAt)}..${place(closesAt)} ${expiry}${before}`
}
const intervalIn = (place: Place, { opensAt, closesAt }: Interval): string =>
  `${place(opensAt)}..${place(closesAt)}`

const settledLines = ({ messages, conversations, charges, missed }: Settlement): readonly string[] => [
  ...messages.map(
    ({ id, sentAt, deliveredAt, failedAt }) =>
      `    message ${id} ${day(sentAt)}>${day(deliveredAt)}${failedAt === null ? '' : ` failed ${day(failedAt)}`}`,
  ),
  ...conversations.map((one) => `    conversation ${conversationIn(day, one)}`),
  ...charges.map(({ message, at, category, type }) => `    charge ${message} ${day(at)} ${category} ${type}`),
  ...missed.map((one) => `    missed ${entryPointIn(day, one)}`),
]

const threadLines = (subject: Engine, state: State, now: number): readonly string[] =>
  [...threadsOf(state)]
    .toSorted((a, b) => (a.customer < b.customer ? -1 : 1))
    .flatMap(({ phoneNumberId, customer, aliases, thread }) => {
      const view = subject.view(state, { phoneNumberId, customer }, now)
      return [
        `  ${customer}${aliases.length === 0 ? '' : ` (also ${aliases.join(', ')})`}: ${isRight(view) ? view.right.phase : 'too old'}, settled before ${day(thread.settledBefore)}, heard before ${day(thread.lateBefore)}, looked at again from ${day(thread.nextSettleAt)}`,
        ...settledLines(subject.thread.conclude(thread, { templates: templatesOf(state, phoneNumberId) })),
      ]
    })

const numbersIn = (state: State): string => {
  const { phoneNumbers }: { readonly phoneNumbers: readonly { id: string; accounts: readonly string[] }[] } =
    Object(writeState(state))
  return phoneNumbersOf(state)
    .map((id) => `${id} (${phoneNumbers.find((one) => one.id === id)?.accounts.join(', ') ?? ''})`)
    .toSorted()
    .join('; ')
}

const historyLines = ({ title, settings: input, arrivals }: GoldenHistory): readonly string[] => {
  const subject = engineOf(input)
  let state = subject.initial
  const lines = arrivals.flatMap((event) => {
    const absorbed = subject.absorb(state, event)
    const isSame = absorbed.state === state
    state = absorbed.state
    return [
      `  ${day(event.at)} ${event.type} ${event.id}: ${absorbed.outcome}${isSame ? ', nothing changed' : ''}, under ${absorbed.thread?.customer ?? '-'}`,
      ...settledLines(absorbed.settled),
    ]
  })
  const newest = Math.max(...arrivals.map(({ at }) => at))
  const swept = [...threadsOf(state)].flatMap(({ phoneNumberId, customer }) => {
    const done = subject.settle(state, { phoneNumberId, customer }, newest + 50 * DAY)
    const view = subject.view(done.state, { phoneNumberId, customer }, newest + 50 * DAY)
    return [
      `  fifty days later, of ${customer}: ${isRight(view) ? view.right.phase : 'too old'}`,
      ...settledLines(done.settled),
      ...threadLines(subject, done.state, newest + 50 * DAY),
    ]
  })
  return [
    '',
    `# ${title}`,
    ...lines,
    `  in the end, of ${numbersIn(state)}`,
    ...threadLines(subject, state, newest),
    ...swept,
  ]
}

const messageLine = (message: JudgedMessage): string => {
  const { id, sentAt, deliveredAt, readAt, failedAt, errorCode, content, pricing, ...rest } = message
  const { isPricingContradicted, reportedConversation, opener, insideWindow, conversation } = rest
  return [
    `  ${id}`,
    `sent ${day(sentAt)} delivered ${day(deliveredAt)} read ${day(readAt)} failed ${day(failedAt)} ${errorCode ?? ''}`,
    JSON.stringify(content),
    `${JSON.stringify(pricing)}${isPricingContradicted ? ' contradicted' : ''}`,
    JSON.stringify(reportedConversation),
    `${insideWindow ? 'inside' : 'outside'} ${day(opener)}`,
    conversation === null ? 'none' : conversationIn(day, conversation),
  ].join(' | ')
}

const isThreadEvent = (event: Event): event is ThreadEvent => event.type !== 'template-changed'

describe('histories', () => {
  test('settle', async () => {
    await golden('histories-settling', [...settling, ...identities].flatMap(historyLines))
  })

  test('tell what became of messages', async () => {
    const { settings: input, arrivals } = fates
    const told = engineOf(input).history(arrivals.filter(isThreadEvent))
    await golden('histories-messages', [
      ...told.messages.map(messageLine),
      '',
      ...told.charges.map(({ message, at, category, type }) => `  ${message} ${day(at)} ${category} ${type}`),
    ])
  })

  test('consist of windows, conversations and entry points', async () => {
    const stories = plays.filter(({ rulebook }) => rulebook === null)
    const lines = stories.map(({ story, zero, settings: input }) => {
      const hour = hourOf(zero)
      const staged = stage(story, zero)
      const told = engineOf(input).history(staged.threadEvents, staged)
      return [
        story,
        told.windows.map((one) => intervalIn(hour, one)).join(' '),
        told.conversations.map((one) => conversationIn(hour, one)).join(' '),
        told.entryPoints.map((one) => entryPointIn(hour, one)).join('; '),
      ].join(' | ')
    })
    await golden('histories-stories', [...new Set(lines)])
  })

  test.each(['2022-05-10', '2023-08-10', '2025-08-10', '2026-10-10'])(
    'open entry points in %s',
    async (from) => {
      const { zero } = midnight(from)
      const hour = hourOf(zero)
      const lines = entryPointStories.map((story) => {
        const { threadEvents, templates } = stage(story, zero)
        const told = engineOf().history(threadEvents, { templates })
        return [
          story,
          told.entryPoints.map((one) => entryPointIn(hour, one)).join('; '),
          told.charges
            .map(({ message, at, type, because }) =>
              because.includes('entry-point-shown-by-meta')
                ? `${message}@${hour(at)} ${type}, shown by Meta`
                : `${message}@${hour(at)} ${type}`,
            )
            .join(', '),
        ].join(' | ')
      })
      await golden(`entry-points-${from.slice(0, 4)}`, lines)
    },
  )
})
