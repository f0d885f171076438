import { setUpModules } from './setup.mjs'

// `npm run api`: writes down what every package lets out, so that a change of it is seen.
setUpModules()
const { refreshApi } = await import('../dist/index.js')
const changed = refreshApi()
console.log(
  changed.length === 0
    ? 'nothing changed'
    : changed.map((name) => `changed: packages/repo/api/${name}.txt`).join('\n'),
)
