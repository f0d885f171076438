import { parseArgs } from 'node:util'
import { setUpModules, setUp } from './setup.mjs'

const { values } = parseArgs({ options: { modules: { type: 'boolean', default: false } } })
if (values.modules) setUpModules()
else setUp()
