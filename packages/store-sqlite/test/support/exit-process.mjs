// A process whose stores of the file that its last argument names are all at work when it exits, with the code 3.
import { sqliteStore } from '../../dist/index.js'

const path = process.argv.at(-1)
const stores = await Promise.all(Array.from({ length: 4 }, () => sqliteStore({ path, thread: 'own' })))
for (const store of stores) for (let call = 0; call < 4000; call += 1) void store.phoneNumbers()
process.exit(3)
