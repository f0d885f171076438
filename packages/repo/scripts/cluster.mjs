import { setUp } from './setup.mjs'

setUp()
// In this very process, so that a signal ends what the trial started.
await import('../../end-to-end/dist/cluster/main.js')
