import type { ClaimRow } from '../store/rows.ts'
import type { CountQuery, TierUseQuery } from '../store/store.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectSame } from './expect.ts'
import { claimRow, month, noon, otherPhone, phone, upTo } from './given.ts'

const all: TierUseQuery = { phoneNumberIds: [phone, otherPhone], month, until: noon + 1000, limit: 1000 }

/** How many messages claim the free tier. */
export const claims: readonly ContractCase[] = [
  caseOf(
    'Claims are counted by month, by phone number, and up to an instant that belongs to them.',
    async (store) => {
      await expectCommitted(store, {
        claims: [
          ...upTo(5).map((index) => claimRow('anna', `${index}`, { at: noon + index })),
          ...upTo(3).map((index) => claimRow('bela', `${index}`, { at: noon + index * 10 })),
          claimRow('anna', '1', { phoneNumberId: otherPhone }),
          claimRow('anna', '2', { phoneNumberId: 'third' }),
          claimRow('anna', 'last month', { month: '2026-09' }),
          claimRow('anna', 'last year', { month: '2025-10' }),
        ],
      })
      const asked: readonly (readonly [what: string, query: Partial<TierUseQuery>, count: number])[] = [
        ['of two phone numbers', {}, 9],
        ['of one phone number', { phoneNumberIds: [phone] }, 8],
        ['of a phone number that is named twice', { phoneNumberIds: [phone, phone] }, 8],
        ['of three phone numbers', { phoneNumberIds: [phone, 'third', 'none', otherPhone] }, 10],
        ['of no phone number', { phoneNumberIds: [] }, 0],
        ['of a phone number without claims', { phoneNumberIds: ['none'] }, 0],
        ['of last month', { month: '2026-09' }, 1],
        ['of a month without claims', { month: '2026-11' }, 0],
        ['before the first', { until: noon - 1 }, 0],
        ['up to the first', { until: noon }, 3],
        ['up to just before the last', { until: noon + 19 }, 8],
        ['up to the last', { until: noon + 20 }, 9],
        ['up to a limit', { limit: 4 }, 4],
        ['up to a limit that is not reached', { limit: 10 }, 9],
      ]
      for (const [what, query, count] of asked)
        expectSame(await store.claimed({ ...all, ...query }), count, `how many claims ${what}`)
    },
  ),

  caseOf(
    'What counts is read by what it counts towards, by phone number, and after an instant.',
    async (store) => {
      const towards = 'customers'
      const [anna, bela, cara] = [
        claimRow('anna', '', { month: towards, at: noon }),
        claimRow('bela', '', { month: towards, at: noon + 1 }),
        claimRow('', 'a name', { month: towards, at: noon + 2, phoneNumberId: otherPhone }),
      ]
      await expectCommitted(store, {
        claims: [anna, bela, cara, claimRow('anna', 'wamid', { at: noon + 3 })],
      })
      const read = async (given: Partial<CountQuery>): Promise<readonly ClaimRow[]> =>
        (
          await store.counting({
            phoneNumberIds: [phone, otherPhone],
            month: towards,
            after: noon - 1,
            ...given,
          })
        ).toSorted((one, other) => one.at - other.at)
      expectSame(await read({}), [anna, bela, cara], 'all that count')
      expectSame(await read({ after: noon }), [bela, cara], 'those after an instant')
      expectSame(await read({ after: noon + 2 }), [], 'those after the last')
      expectSame(await read({ phoneNumberIds: [phone, phone] }), [anna, bela], 'those of one phone number')
      expectSame(await read({ phoneNumberIds: [] }), [], 'those of no phone number')
      expectSame((await read({ month })).length, 1, 'how many claim a month')
      const later = { ...anna, at: noon + 9 }
      await expectCommitted(store, { removedClaims: [anna], claims: [later] })
      expectSame(await read({ after: noon }), [bela, cara, later], 'those after one of them counts anew')
    },
  ),

  caseOf('A removed claim counts no more, and one alone is removed.', async (store) => {
    const rows = upTo(4).map((index) => claimRow('anna', `${index}`))
    const elsewhere = [claimRow('bela', '1'), claimRow('anna', '1', { phoneNumberId: otherPhone })]
    await expectCommitted(store, { claims: [...rows, ...elsewhere] })
    await expectCommitted(store, { removedClaims: rows.slice(1, 2) })
    expectSame(await store.claimed(all), 5, 'how many claims are left')
    expectSame(
      await store.claimed({ ...all, phoneNumberIds: [otherPhone] }),
      1,
      'those of another phone number',
    )
    await expectCommitted(store, { claims: rows })
    expectSame(await store.claimed(all), 6, 'how many claims there are when it is made again')
  }),
]
