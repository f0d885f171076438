// A process that runs on the SQLite file of its first argument, and crashes at the point of its second.
import { serve } from '../../runtime/test/processes/serve.mjs'
import { sqliteStore } from '../dist/index.js'

serve(await sqliteStore({ path: process.argv[2] }), Number(process.argv[3]))
