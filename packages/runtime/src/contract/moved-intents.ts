import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame, expectSameSet } from './expect.ts'
import { intentRow, newThread, phone, together } from './given.ts'
import { anna, bela, joined, move } from './moves.ts'
import { wantedOf } from './survey.ts'

/** Intents of threads that become one: an idempotency key belongs to a customer, whichever id names them. */
export const movedIntents: readonly ContractCase[] = [
  caseOf('Intents follow, but one whose key is taken there stays where it is.', async (store) => {
    const intents = [
      intentRow('1', { recipient: 'anna' }),
      intentRow('2', { recipient: 'anna', isOpen: false }),
      intentRow('2', { recipient: 'bela', id: 'of bela' }),
      intentRow('3', { recipient: 'anna-2' }),
    ]
    await expectCommitted(store, together(newThread('anna', anna), newThread('bela', bela), { intents }))
    await expectCommitted(store, joined)
    const placesOf = async (recipients: readonly string[]): Promise<readonly string[]> =>
      (await store.intentsTo(phone, recipients, 9)).map(({ recipient, id }) => `${recipient} ${id}`)
    expectSameSet(await placesOf(['bela']), ['bela id of 1', 'bela of bela'], 'the intents of the new id')
    expectSame(await placesOf(['anna']), ['anna id of 2'], 'the intent that could not move')
    expectSame(await placesOf(['anna-2']), ['anna-2 id of 3'], 'the intent of another id')
    const [byKey] = (
      await store.load(wantedOf({ intents: [{ phoneNumberId: phone, recipient: 'bela', key: '1' }] }))
    ).intents
    expectSame([byKey?.id, byKey?.revision, byKey?.isOpen], ['id of 1', 1, true], 'the moved intent')
    const [byId] = (await store.load(wantedOf({ intentIds: ['id of 1'] }))).intents
    expectSame(byId, byKey, 'the same by its id')
    const next = intentRow('1', { recipient: 'bela', revision: 2, isOpen: false })
    await expectConflict(
      store,
      { intents: [{ ...next, recipient: 'anna' }] },
      'an intent where it was before',
    )
    await expectCommitted(store, { intents: [next] })
    await expectCommitted(store, { moves: [move('anna-2', 'bela', 0)] })
    expectSame(await placesOf(['anna-2']), [], 'the intents of an id without a stream')
  }),

  caseOf('An intent that is put in the same change moves along.', async (store) => {
    const first = intentRow('1', { recipient: 'anna' })
    await expectCommitted(
      store,
      together(newThread('anna', anna), newThread('bela', bela), { intents: [first] }),
    )
    const intents = [
      intentRow('1', { recipient: 'anna', revision: 2, text: 'later' }),
      intentRow('2', { recipient: 'anna' }),
    ]
    await expectCommitted(store, { ...joined, intents })
    const moved = await store.intentsTo(phone, ['bela'], 9)
    expectSameSet(
      moved.map(({ key, revision, text }) => [key, revision, text]),
      [
        ['1', 2, 'later'],
        ['2', 1, JSON.stringify({ intent: '2' })],
      ],
      'the intents under the new id',
    )
    expectSame(await store.intentsTo(phone, ['anna'], 9), [], 'the intents under the id of before')
  }),
]
