import { caseOf, caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame } from './expect.ts'
import { changeOf, templateRow, upTo } from './given.ts'
import { wantedOf } from './survey.ts'
import type { Store } from '../store/store.ts'

const countOf = async (store: Store): Promise<number> => (await store.load(wantedOf({}))).templates

/** Template changes, which have one order for all. */
export const templates: readonly ContractCase[] = [
  caseOf('Template changes are read in the order of their ordinals, after any of them.', async (store) => {
    await expectCommitted(store, { templates: [templateRow(1), templateRow(2)] })
    await expectCommitted(store, {
      expectedTemplates: 2,
      templates: upTo(9).map((index) => templateRow(index + 3)),
    })
    expectSame(await countOf(store), 11, 'how many template changes there are')
    const all = upTo(11).map((index) => templateRow(index + 1))
    for (const after of [0, 1, 9, 10, 11, 12]) {
      const read = await store.templates({ after, limit: 100 })
      expectSame(read, all.slice(after), `the template changes after ${after}`)
    }
    expectSame(await store.templates({ after: 3, limit: 2 }), all.slice(3, 5), 'two template changes after 3')
  }),

  caseOf(
    'A template change whose ordinal is taken is a conflict, also when nothing was expected.',
    async (store) => {
      await expectCommitted(store, { templates: [templateRow(1), templateRow(2)] })
      const taken = [templateRow(3), templateRow(2, { text: 'another' })]
      await expectConflict(store, { templates: taken }, 'an ordinal that is taken')
      await expectConflict(store, { templates: [templateRow(2)] }, 'the same template change again')
      const read = await store.templates({ after: 0, limit: 9 })
      expectSame(read, [templateRow(1), templateRow(2)], 'the template changes')
    },
  ),

  caseOfTwo('Of several at the same time that add the same ordinal one is stored.', async (one, other) => {
    for (let ordinal = 1; ordinal <= 5; ordinal += 1) {
      const outcomes = await Promise.all(
        upTo(8).map((writer) => {
          const row = templateRow(ordinal, { text: `by ${writer}` })
          return (writer % 2 === 0 ? one : other).commit(changeOf({ templates: [row] }))
        }),
      )
      expectSame(outcomes.filter((outcome) => outcome === 'committed').length, 1, 'how many were stored')
      expectSame(await countOf(other), ordinal, 'how many template changes there are')
    }
  }),
]
