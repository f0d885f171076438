import { setUp } from './setup.mjs'

setUp()
const { refreshDocs } = await import('../dist/index.js')
const changed = await refreshDocs()
console.log(
  changed.length === 0 ? 'The documentation was up to date.' : `Written anew: ${changed.join(', ')}`,
)
