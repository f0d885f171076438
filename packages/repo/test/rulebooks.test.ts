import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { engine, isRight, rulebooks, settings, type RulebookId } from '@guichet/core'
import { emulator } from '@guichet/emulator'
import { plays } from '../../core/test/tables/index.ts'
import { turns } from '../../laws/src/generators/stage.ts'
import { calendarOf, rulebookIds } from '../../laws/src/reading/calendar.ts'
import { allBooks, dayUnder } from '../../laws/src/script/episodes.ts'
import { readText } from '../src/files.ts'
import { rulebookFolder } from '../src/generated/pages.ts'
import { inRoot } from '../src/root.ts'
import { toBeWritten } from '../src/scaffold/placeholder.ts'

const chosen = settings()
const { rulesAt } = engine(isRight(chosen) ? chosen.right : undefined)
const calendar = calendarOf('UTC', 'auto')
const first = rulebooks[0]?.id

const says = (path: string, text: string): boolean =>
  existsSync(inRoot(path)) && readText(path).text.includes(text)
const isWritten = (path: string): boolean => existsSync(inRoot(path)) && !says(path, toBeWritten)
const core = 'packages/core'

/** Does the emulator show a customer who writes on its first day under this rulebook? */
const emulates = (id: RulebookId): boolean => {
  const world = emulator({ accessToken: 'token', appSecret: 'secret', start: Date.parse(`${id}T12:00:00Z`) })
  world.perform({ do: 'say', customer: '15550100001', text: 'Hello' })
  return world.truth().threads[0]?.view.rulebook === id
}

/** Every place that has to know a rulebook, and whether it does. The first one has no midnight. */
const places: Readonly<Record<string, (id: RulebookId) => boolean>> = {
  'the amendment': (id) => isWritten(`${core}/src/rulebook/amendments/${id}.ts`),
  'its clauses': (id) => !says(`${core}/src/rulebook/clauses/from-${id}.ts`, toBeWritten),
  'core/test/rulebooks.table.test.ts': (id) => says(`${core}/test/rulebooks.table.test.ts`, `'${id}'`),
  'a decision table in core/test/tables': (id) => plays.some(({ rulebook }) => rulebook === id),
  'the day on which core/test/tables/plays.ts plays it': (id) =>
    plays.every(({ rulebook, zero }) => rulebook !== id || rulesAt(zero).id === id),
  'rows about its midnight in core/test/tables': (id) =>
    id === first || plays.some(({ rulebook, title }) => rulebook === null && title.includes(`from ${id}`)),
  'the goldens': (id) =>
    ['rulebooks', 'refused-questions'].every((name) => says(`${core}/test/golden/${name}.txt`, id)),
  'the reading copy (npm run docs)': (id) => rulebookIds.includes(id),
  'the histories of laws/src/generators/stage.ts': (id) => id === first || turns.includes(id),
  'the scenes of laws/src/script/episodes.ts': (id) =>
    allBooks.includes(id) && calendar.rulebookAt(dayUnder(id)) === id,
  'the emulator': emulates,
  'its page (npm run docs)': (id) => says(`${rulebookFolder}/${id}.md`, '## Who pays'),
  'the page of all rules (npm run docs)': (id) => says(`${core}/RULES.md`, `rulebooks/${id}.md`),
}

const unknownIn = (id: RulebookId): readonly string[] =>
  Object.entries(places).flatMap(([place, knows]) => (knows(id) ? [] : [place]))

test.each(rulebooks.map(({ id }) => id))('every place knows the rulebook of %s', (id) => {
  expect(unknownIn(id)).toEqual([])
})

test('a rulebook that nobody wrote is unknown in every place but where nothing is left to write', () => {
  expect(unknownIn('2999-01-01')).toEqual(
    Object.keys(places).filter(
      (place) => place !== 'its clauses' && place !== 'the day on which core/test/tables/plays.ts plays it',
    ),
  )
})
