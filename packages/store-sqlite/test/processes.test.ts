import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFile } from './support/folder.ts'
import { childOn, limitedChildOn, type Child } from './support/processes.ts'
import { journalOf, wantedThread } from './support/rows.ts'
import { inEachThread } from './support/threads.ts'

const allLines = async (child: Child): Promise<readonly string[]> => {
  const lines: string[] = []
  for (let line = await child.nextLine(); line !== null; line = await child.nextLine()) lines.push(line)
  return lines
}

inEachThread((open, thread) => {
  describe('processes', () => {
    it('that open a new file at once both make it theirs, and no change of either is lost', () =>
      withFile(async (path) => {
        const children = [childOn(path, 100, thread), childOn(path, 100, thread)]
        for (const child of children) expect(await child.nextLine()).toBe('ready')
        for (const child of children) child.start()
        const revisions = (await Promise.all(children.map(allLines))).flat().map(Number)
        expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0])

        const each = Array.from({ length: 200 }, (_, index) => index + 1)
        expect(revisions.toSorted((one, other) => one - other)).toEqual(each)
        const store = await open({ path })
        const { threads } = await store.load(wantedThread)
        expect(threads.map(({ row }) => row.revision)).toEqual([200])
        expect(threads[0]?.tail.map(({ ordinal }) => ordinal)).toEqual(each)
        expect(await journalOf(store)).toHaveLength(200)
        await store.close()
      }))

    it('that is killed amid commits leaves all that it was told is stored, and no half change', () =>
      withFile(async (path) => {
        const child = childOn(path, 1_000_000, thread)
        expect(await child.nextLine()).toBe('ready')
        child.start()
        for (let revision = 1; revision <= 50; revision += 1)
          expect(await child.nextLine()).toBe(String(revision))
        child.kill()
        const told = Math.max(50, ...(await allLines(child)).map(Number))
        expect(await child.ended).toBe(null)
        expect(readdirSync(dirname(path))).toContain('store.db-wal')

        const store = await open({ path })
        const { threads } = await store.load(wantedThread)
        const revision = threads[0]?.row.revision ?? 0
        // One more may have been stored before the word of it came out.
        expect([told, told + 1]).toContain(revision)
        expect(threads[0]?.tail).toHaveLength(revision)
        expect(await journalOf(store)).toHaveLength(revision)
        await store.close()
      }))

    it('that cannot write on amid a commit is told that it is not certain what is stored', () =>
      withFile(async (path) => {
        const child = limitedChildOn(path, 1_000_000, thread, 2000)
        expect(await child.nextLine()).toBe('ready')
        child.start()
        const lines = await allLines(child)
        const told = lines.length - 1
        expect(told).toBeGreaterThan(0)
        expect(lines.at(-1)).toBe('unavailable uncertain')

        const store = await open({ path })
        const { threads } = await store.load(wantedThread)
        expect([told, told + 1]).toContain(threads[0]?.row.revision)
        await store.close()
      }))
  })
})
