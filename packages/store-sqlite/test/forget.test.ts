import { setImmediate as turn } from 'node:timers/promises'
import Database from 'libsql'
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sqliteStore } from '../src/index.ts'
import { noChange, type Store } from '@guichet/runtime'
import { withFile } from './support/folder.ts'
import { bodyOf, customer, journalOf, nextEvent, noon, phoneNumberId } from './support/rows.ts'

const erasure = { threads: [{ phoneNumberId, customer }], ids: [customer], tombstones: [] }

const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

/** Keeps so many bodies that hold the text. */
const keepBodies = (store: Store, ids: readonly string[], text: string): Promise<unknown> =>
  store.commit({
    ...noChange,
    journal: ids.map((id, index) => ({ id, receivedAt: noon + index, body: `about ${text}, ${id}` })),
  })

describe('forgetting', () => {
  it('goes through a long journal in portions, and other work has its turn between them', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      await keepBodies(store, names('theirs', 5000), customer)
      await keepBodies(store, names('others', 2500), 'another')
      await keepBodies(store, names('latest', 500), customer)

      const steps: string[] = []
      const erased = store.erase(erasure).then(() => steps.push('erased'))
      await store.commit(bodyOf('meanwhile', `about ${customer}`)).then(() => steps.push('committed'))
      await erased
      expect(steps).toEqual(['committed', 'erased'])
      expect(new Set(await journalOf(store))).toEqual(new Set(names('others', 2500)))
      await store.close()
    }))

  it('finds an entry that came meanwhile although all before it went meanwhile', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      await keepBodies(store, names('others', 3000), 'another')
      const erased = store.erase(erasure)
      // By now it has seen the first portion.
      await turn()
      const tool = new Database(path)
      // In one go, so that the erasure cannot end between them: what comes after it stays.
      tool.exec(`begin; delete from journal;
        insert into journal (id, received_at, body) values ('meanwhile', ${noon}, 'about ${customer}'); commit`)
      tool.close()
      await erased
      expect(await journalOf(store)).toEqual([])
      await store.close()
    }))

  it('prunes a long journal in portions, and counts all of it', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      await keepBodies(store, names('entry', 3500), customer)
      expect(await store.pruneJournal(noon + 3000)).toBe(3000)
      expect(await journalOf(store)).toHaveLength(500)
      expect(await store.pruneJournal(noon + 3000)).toBe(0)
      await store.close()
    }))

  it('leaves nothing of an erased customer in the file or in its log', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      for (let revision = 1; revision <= 50; revision += 1) await store.commit(nextEvent(revision))
      await keepBodies(store, names('theirs', 50), customer)
      await keepBodies(store, names('others', 50), 'another')
      expect(readFileSync(`${path}-wal`).includes(customer)).toBe(true)

      await store.erase(erasure)
      expect(statSync(`${path}-wal`).size).toBe(0)
      expect(readFileSync(path).includes(customer)).toBe(false)
      expect(readFileSync(path).includes('another')).toBe(true)
      await store.close()
    }))

  it('an empty id does not forget everything', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      await store.commit(bodyOf('entry'))
      await store.erase({ threads: [], ids: [''], tombstones: [] })
      expect(await journalOf(store)).toEqual(['entry'])
      await store.close()
    }))
})
