// A process that uses the built store on the file of its last argument but one, does what the last one names, and
// comes to its end without closing anything.
import { writeSync } from 'node:fs'
import { noChange } from '../../../runtime/dist/index.js'
import { sqliteStore } from '../../dist/index.js'

const [path, what] = process.argv.slice(-2)
const changeOf = (id) => ({ ...noChange, journal: [{ id, receivedAt: 1, body: '{}' }] })
const say = (text) => writeSync(1, `${text}\n`)

let threads = 0
process.on('worker', () => (threads += 1))
const store = await sqliteStore({ path, ...(what === 'caller' ? { thread: 'caller' } : {}) })
say(`${await store.commit(changeOf('first'))}, threads: ${threads}`)
if (what === 'unawaited') void store.commit(changeOf('second')).then(say)
