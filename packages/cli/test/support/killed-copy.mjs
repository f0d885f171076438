// Copies a SQLite store, and ends as a crash would before or after the page of that number is written.
import { copyWhole } from '@guichet/runtime'
import { sqliteWhole } from '@guichet/store-sqlite'

const [from, to, page, when] = process.argv.slice(2)
const pathOf = (url) => url.slice('sqlite:'.length)
const [source, target] = [await sqliteWhole(pathOf(from)), await sqliteWhole(pathOf(to))]
let pages = 0
await copyWhole({
  from: source,
  name: `sqlite:${pathOf(from)}`,
  to: {
    ...target,
    add: async (...given) => {
      pages += 1
      if (pages === Number(page) && when === 'before') process.kill(process.pid, 'SIGKILL')
      await target.add(...given)
      if (pages === Number(page) && when === 'after') process.kill(process.pid, 'SIGKILL')
    },
  },
})
