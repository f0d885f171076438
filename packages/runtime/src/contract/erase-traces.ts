import type { Tombstone } from '../store/rows.ts'
import type { Committed, Store } from '../store/store.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet } from './expect.ts'
import {
  claimRow,
  journalEntry,
  keyOf,
  month,
  newThread,
  noon,
  otherPhone,
  phone,
  threadRow,
  together,
  unreadRow,
} from './given.ts'
import { wantedOf } from './survey.ts'

const all = { after: null, limit: 1000 }
const anna = threadRow('anna', { aliases: ['a-2'], length: 3, windowClosesAt: noon, replyBy: noon })
const claims = [claimRow('anna', '1'), claimRow('anna', '2'), claimRow('bela', '1')]
const both = together(newThread('anna', anna), newThread('bela'), { claims })
const erasure = {
  threads: [keyOf('anna')],
  ids: ['anna', 'a-2'],
  tombstones: [{ digest: 'of anna', at: noon }],
}

const countOf = (store: Store, phoneNumberIds: readonly string[] = [phone]): Promise<number> =>
  store.claimed({ phoneNumberIds, month, until: noon, limit: 99 })

/** What stays of an erased customer, and which texts name one. */
export const eraseTraces: readonly ContractCase[] = [
  caseOf('The claims of the erased still count, each once, and name nobody.', async (store) => {
    await expectCommitted(
      store,
      together(both, { claims: [claimRow('anna', '1', { phoneNumberId: otherPhone })] }),
    )
    await store.erase({ threads: [keyOf('anna'), keyOf('bela')], ids: ['anna', 'bela'], tombstones: [] })
    expectSame(
      [await countOf(store), await countOf(store, [otherPhone])],
      [3, 1],
      'how many claims there are',
    )
    await expectCommitted(store, { removedClaims: both.claims })
    expectSame(await countOf(store), 3, 'how many claims there are when those of before are removed')
    await expectCommitted(store, { claims: both.claims })
    expectSame(await countOf(store), 6, 'how many claims there are when the same come again')
    await store.erase({
      threads: [keyOf('anna'), keyOf('bela'), keyOf('anna', otherPhone)],
      ids: [],
      tombstones: [],
    })
    expectSame(
      [await countOf(store), await countOf(store, [otherPhone])],
      [6, 1],
      'how many claims there are',
    )
    const early = { phoneNumberIds: [phone], until: noon - 1, limit: 99 }
    expectSame(
      await store.claimed({ ...early, month }),
      0,
      'how many claims there are up to an earlier instant',
    )
    expectSame(await store.claimed({ ...early, until: noon, month: '2026-11' }), 0, 'those of another month')
  }),

  caseOf('A text goes when it holds an id, letter by letter.', async (store) => {
    const bodies = [
      'a%b',
      'aXb',
      'a_c',
      'aXc',
      'A-Id',
      'a-id',
      "o'neill",
      'oneill',
      'x\\y',
      'xy',
      '*',
      '[q]',
      'q',
      'e\u0301',
      '\u00e9',
    ]
    const ids = ['a%b', 'a_c', 'A-Id', "o'neill", 'x\\y', '*', '[q]', 'e\u0301']
    await expectCommitted(store, {
      journal: bodies.map((body, index) => journalEntry(`${index}`, { body: `{"from":"${body}"}` })),
      unread: bodies.map((text, index) => unreadRow('source', index, { text: `-${text}-` })),
    })
    await store.erase({ threads: [], ids, tombstones: [] })
    const left = ['aXb', 'aXc', 'a-id', 'oneill', 'xy', 'q', '\u00e9']
    const journal = (await store.journal(all)).map(({ body }) => body)
    expectSameSet(
      journal,
      left.map((body) => `{"from":"${body}"}`),
      'the journal',
    )
    expectSameSet(
      (await store.unread(99)).map(({ text }) => text),
      left.map((text) => `-${text}-`),
      'the unread',
    )
  }),

  caseOf('A tombstone moves to the later instant only.', async (store) => {
    const put = (digest: string, at: number): Promise<Committed> =>
      store.erase({ threads: [], ids: [], tombstones: [{ digest, at }] })
    const read = async (): Promise<readonly Tombstone[]> =>
      (await store.load(wantedOf({ tombstones: ['one', 'two', 'three', 'One'] }))).tombstones
    await put('one', noon)
    await put('two', noon + 1)
    await put('one', noon - 5)
    expectSameSet(
      await read(),
      [
        { digest: 'one', at: noon },
        { digest: 'two', at: noon + 1 },
      ],
      'the tombstones after an earlier instant',
    )
    await put('one', noon + 5)
    await store.erase({
      threads: [],
      ids: [],
      tombstones: [
        { digest: 'two', at: noon },
        { digest: 'three', at: 7 },
      ],
    })
    const expected = [
      ['one', noon + 5],
      ['two', noon + 1],
      ['three', 7],
    ].map(([digest, at]) => ({ digest, at }))
    expectSameSet(await read(), expected, 'the tombstones after a later instant')
  }),

  caseOf('Who is not there is erased without complaint, and a second time, too.', async (store) => {
    await store.erase(erasure)
    await expectCommitted(store, newThread('anna', anna))
    await store.erase(erasure)
    await store.erase(erasure)
    expectSame(await store.threads(all), [], 'the threads')
    await store.erase({ threads: [], ids: [], tombstones: [] })
  }),
]
