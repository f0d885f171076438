import type { Changed } from '../changed.ts'
import type { Store } from '../store/store.ts'
import { caseOf, caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame, expectThat } from './expect.ts'
import { intentRow, keyOf, newThread, phone, templateRow, threadRow, together } from './given.ts'
import { survey } from './survey.ts'

const all = {
  threads: [keyOf('anna')],
  intents: [],
  intentIds: [],
  phoneNumbers: [phone],
  tombstones: [],
}

/** Listening to what other handles commit, and proving that a commit is possible. */
export const listening: readonly ContractCase[] = [
  caseOfTwo(
    'A listener receives what another handle commits, and nothing once it stops.',
    async (one, other) => {
      const heard: Changed[] = []
      const stop = one.listen((changed) => heard.push(changed))
      await untilItHears(other, heard)
      for (const [name, parts, wanted] of [
        ['a thread', newThread('anna', { length: 1 }), { is: 'thread', ...keyOf('anna') }],
        ['an intent', { intents: [intentRow('key')] }, { is: 'intents' }],
        ['a template', { templates: [templateRow(1)] }, { is: 'templates' }],
      ] as const) {
        heard.length = 0
        await expectCommitted(other, together(parts))
        await until(() => names(heard, wanted), `${name} that another handle committed was announced`)
      }
      heard.length = 0
      await other.erase({ threads: [keyOf('anna')], ids: ['anna'], tombstones: [] })
      await until(() => names(heard, { is: 'thread', ...keyOf('anna') }), 'an erasure was announced')
      stop()
      heard.length = 0
      for (let index = 0; index < 3; index += 1) {
        await expectCommitted(other, newThread(`later ${index}`))
        await turn()
      }
      expectSame(heard, [], 'what was heard after it stopped')
    },
  ),

  caseOfTwo('A listener hears neither of its own commits nor of conflicts.', async (one, other) => {
    const heard: Changed[] = []
    const stop = one.listen((changed) => heard.push(changed))
    await untilItHears(other, heard)
    heard.length = 0
    await expectCommitted(one, newThread('own'))
    const stale = { threads: [{ row: threadRow('anna'), expected: 7, events: [], snapshot: null }] }
    await expectConflict(other, stale, 'a change of a thread that is not there')
    await untilItHears(other, heard)
    expectThat(!heard.some((changed) => isOf(changed, 'own')), 'its own commit was announced')
    expectThat(!heard.some((changed) => isOf(changed, 'anna')), 'a conflict was announced')
    stop()
    stop()
  }),

  caseOf('A proof that commits are possible leaves nothing behind.', async (store) => {
    await expectCommitted(store, newThread('anna', { length: 2 }))
    const before = await survey(store, all)
    for (let index = 0; index < 3; index += 1) await store.prove()
    expectSame(await survey(store, all), before, 'what is stored after proofs')
    await expectCommitted(store, newThread('bela', { length: 1 }))
  }),
]

/** Has the other handle commit until it is heard; where nothing can be named, twice: to begin with and then. */
const untilItHears = async (other: Store, heard: readonly Changed[]): Promise<void> => {
  let count = 0
  const hears = (): boolean =>
    heard.some(({ is }) => is === 'thread') || heard.filter(({ is }) => is === 'reload').length > 1
  for (; count < mostTurns && !hears(); count += 1) {
    await expectCommitted(other, newThread(`first ${crypto.randomUUID()}`))
    await turn()
  }
  expectThat(hears(), 'what another handle commits was not announced')
}

const names = (heard: readonly Changed[], wanted: Changed): boolean =>
  heard.some((changed) => changed.is === 'reload' || JSON.stringify(changed) === JSON.stringify(wanted))

const isOf = (changed: Changed, customer: string): boolean =>
  changed.is === 'thread' && changed.phoneNumberId === phone && changed.customer === customer

const mostTurns = 400

const until = async (holds: () => boolean, what: string): Promise<void> => {
  for (let turns = 0; turns < mostTurns && !holds(); turns += 1) await turn()
  expectThat(holds(), `${what}: it was not`)
}

/** Announcements come by a timer or the network. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
