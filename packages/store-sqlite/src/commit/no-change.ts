import type { Change } from '@guichet/runtime'

/** The change that changes nothing. It is here, too, for the store's thread loads nothing of the runtime. */
export const noChange: Change = {
  expectedThreads: [],
  expectedTemplates: null,
  expectedTombstones: [],
  journal: [],
  removedThreads: [],
  intents: [],
  moves: [],
  threads: [],
  ids: [],
  phoneNumbers: [],
  templates: [],
  removedClaims: [],
  claims: [],
  unread: [],
  findings: [],
  removedSends: [],
  sends: [],
  tellsOfSends: false,
  jobs: [],
  wakes: [],
}
