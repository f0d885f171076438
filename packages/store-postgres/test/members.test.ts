import { expect, test } from 'vitest'
import { newSchema, withClient, withStores } from './support/places.ts'
import { withServer } from './support/suite.ts'

const self = (id: string) => ({ id, host: null, port: 8080, secret: `secret of ${id}` })

await withServer('the processes on a schema', (url) => {
  test('know each other as long as their leases last, at the address at which the server sees them', async () => {
    const schema = newSchema()
    await withStores({ url, schema }, 2, async ([one, other]) => {
      const [here, there] = [one?.members, other?.members]
      if (here === undefined || there === undefined) throw new Error('the store is shared')
      const idsOf = (members: readonly { readonly id: string }[]): readonly string[] =>
        members.map(({ id }) => id).toSorted()
      expect(idsOf(await here.renew(self('a'), 60_000))).toEqual(['a'])
      expect(idsOf(await there.renew(self('b'), 60_000))).toEqual(['a', 'b'])
      const known = await here.renew(self('a'), 60_000)
      expect(known.find(({ id }) => id === 'b')).toMatchObject({ port: 8080, secret: 'secret of b' })
      expect(known.every(({ host }) => host !== '')).toBe(true)
      await withClient(url, (client) =>
        client.query(
          `UPDATE "${schema}".members SET until = now() - interval '1 millisecond' WHERE id = 'b'`,
        ),
      )
      expect(idsOf(await here.renew(self('a'), 60_000))).toEqual(['a'])
      expect(idsOf(await there.renew(self('b'), 60_000))).toEqual(['a', 'b'])
      await here.leave('a')
      expect(idsOf(await there.renew({ ...self('b'), host: 'b.internal' }, 60_000))).toEqual(['b'])
      expect((await there.renew({ ...self('b'), host: 'b.internal' }, 60_000))[0]?.host).toBe('b.internal')
    })
  })
})
