// A process that runs on the PostgreSQL schema of its first two arguments, and crashes at the point of its third.
import { serve } from '../../runtime/test/processes/serve.mjs'
import { postgresStore } from '../dist/index.js'

const [url, schema, crashPoint] = process.argv.slice(2)
serve(await postgresStore({ url, schema }), Number(crashPoint))
