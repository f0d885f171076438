import { describe, expect, test } from 'vitest'
import {
  chargeToJson,
  explainView,
  HOUR,
  isRight,
  viewToJson,
  type Answer,
  type Engine,
  type Event,
  type Instant,
  type Question,
  type State,
} from '../src/index.ts'
import { emptyState, templatesOf, threadOf } from '../src/store.ts'
import { instantInWords } from '../src/time.ts'
import { goldenStories } from './golden/stories.ts'
import type { GoldenStory } from './golden/story.ts'
import { answerInFull, answerLine, chargeInWords, messageInWords } from './golden/words.ts'
import { key } from './support/names.ts'
import { plays, reportRows } from './tables/index.ts'
import { midnight, type Play } from './tables/plays.ts'
import { reportsIn, stage, type Staged } from './tables/stage.ts'
import { engineOf } from './support/engine-of.ts'

/**
 * Every word that the engine says about the tables' rows and about some histories, as a text for readers who
 * know the rules. A change of wording, of a cited clause or of a charge shows here as a line that changed;
 * `npx vitest -u` writes the texts anew.
 */
const golden = (name: string, lines: readonly string[]): Promise<void> =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`)

/** Asks for a story's last message when it is sent, knowing what was known then. */
const askBefore = (subject: Engine, staged: Staged, tierUsed: number): Answer => {
  const { events, message, sentAt, question } = staged
  const own = (id: string): boolean => id === message || id.startsWith(`${message}/`)
  const known = events.filter(({ id, at }) => !own(id) && at <= sentAt).reduce(subject.evolve, emptyState)
  const templates = templatesOf(known, key.phoneNumberId)
  return subject.thread.ask(threadOf(known, key), question, sentAt, { templates, tierUsed })
}

/** What a row comes to; of a decision table's row the last message alone, for others are rows themselves. */
const told = (row: Play): string => {
  const subject = engineOf(row.settings)
  const staged = stage(row.story, row.zero)
  const { charges } = subject.history(staged.threadEvents, staged)
  const own = charges.find(({ message }) => message === staged.message)
  const lines =
    row.rulebook === null
      ? charges.map(
          (charge) =>
            `  ${messageInWords(charge, row.zero)}${chargeInWords(charge)} | ${charge.rulebook} ${charge.month}`,
        )
      : own === undefined
        ? []
        : [`  ${chargeInWords(own)}`]
  return [...lines, answerLine(askBefore(subject, staged, row.tierUsed), row.zero, own)].join('\n')
}

const grouped = <A>(items: readonly A[], key_: (item: A) => string): ReadonlyMap<string, readonly A[]> => {
  const groups = new Map<string, A[]>()
  for (const item of items) groups.set(key_(item), [...(groups.get(key_(item)) ?? []), item])
  return groups
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

/** Rows that come to the same are told together, and so are rulebooks under which rows come to the same. */
const linesOf = (rows: readonly Play[]): readonly string[] => {
  const tellings = rows.map((row) => ({ ...row, text: told(row) }))
  const byRow = [...grouped(tellings, ({ story, text }) => `${story}\n${text}`).values()].map((same) => ({
    titles: same.map(({ title }) => title).join('; '),
    story: same[0]?.story ?? '',
    text: same[0]?.text ?? '',
  }))
  return [...grouped(byRow, ({ titles }) => titles)].flatMap(([titles, under]) => [
    '',
    `# ${titles}`,
    ...[...grouped(under, ({ text }) => text)].flatMap(([text, same]) => [
      distinct(same.map(({ story }) => story)).join(' · '),
      text,
    ]),
  ])
}

const eras = ['2022', '2023', '2025', '2026'] as const
const eraOf = (zero: Instant): string => {
  const date = new Date(zero).toISOString().slice(0, 10)
  if (date < '2023-05-30') return '2022'
  return date < '2025-06-29' ? '2023' : date < '2026-09-29' ? '2025' : '2026'
}

describe('what the rows of the tables come to', () => {
  test.each(eras)('under the rules of %s', async (era) => {
    await golden(`charges-${era}`, linesOf(plays.filter(({ zero }) => eraOf(zero) === era)))
  })

  test('as JSON, with what Meta reports of them', async () => {
    const lines = reportRows.flatMap(([from, story, reported]) => {
      const { zero, timeZone } = midnight(from)
      const subject = engineOf({ timeZone })
      const staged = stage(story, zero, reportsIn(reported))
      const state = staged.events.reduce(subject.evolve, emptyState)
      return [
        '',
        `# ${story} (${from}), Meta says ${reported === '' ? 'nothing' : reported}`,
        ...subject.charges(state).map((charge) => JSON.stringify(chargeToJson(charge))),
      ]
    })
    await golden('charges-json', lines)
  })
})

const askStory = (
  subject: Engine,
  state: State,
  one: GoldenStory,
  question: Question,
  at: Instant,
): Answer => {
  const { tierUsed, customer = key.customer } = one
  if (tierUsed === undefined) return subject.ask(state, { ...key, customer }, question, at)
  return subject.thread.ask(threadOf(state, key), question, at, {
    templates: templatesOf(state, key.phoneNumberId),
    tierUsed,
  })
}

const storyLines = (one: GoldenStory): readonly string[] => {
  const { zero, timeZone } = midnight(one.from)
  const subject = engineOf({ timeZone, ...one.settings })
  const more = (one.more ?? []).map((event): Event => event(zero))
  const events = [...stage(one.story, zero).events, ...more]
  const lastHour = one.hours.at(-1)
  return [
    '',
    `# ${one.title}`,
    `${one.story} (${one.from})`,
    ...one.hours.flatMap((hour) => {
      const at = zero + Math.round(hour * HOUR)
      const known = one.isOver === true ? events : events.filter((event) => event.at <= at)
      const state = known.reduce(subject.evolve, emptyState)
      const view = subject.view(state, { ...key, customer: one.customer ?? key.customer }, at)
      return [
        `${hour} h, ${instantInWords(at, timeZone)}`,
        ...(isRight(view)
          ? [
              `  ${explainView(view.right, { timeZone })}`,
              ...(hour === lastHour ? [`    ${JSON.stringify(viewToJson(view.right))}`] : []),
            ]
          : [`  too old, before ${instantInWords(view.left.earliest, timeZone)}`]),
        ...(one.questions ?? []).flatMap((question) =>
          answerInFull(askStory(subject, state, one, question, at), timeZone, hour === lastHour),
        ),
      ]
    }),
  ]
}

describe('stories told in full', () => {
  test.each(['windows', 'templates', 'eras'] as const)('%s', async (group) => {
    await golden(`stories-${group}`, goldenStories[group].flatMap(storyLines))
  })
})
