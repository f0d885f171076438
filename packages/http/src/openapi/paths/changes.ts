import { problemAnswer } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const stream = `retry: 2000
event: ready
data: {"now":"2026-10-20T12:00:00.000Z"}

event: thread
data: {"phoneNumberId":"106540352242922","customer":"33639980001"}

: still here

event: intents
data: {}

`

const events: Operation = {
  operationId: 'streamChanges',
  tags: ['Changes'],
  summary: 'Sends every change as it happens.',
  description:
    'Server-sent events. `ready` comes first: read what you show after it. `thread` names one that ' +
    'changed; `intents` and `templates` say that those did; `reload` says that anything may have ' +
    'changed: read all that you show. Several changes of the same thing may come as one. A comment ' +
    'every 15 seconds shows that the connection is alive. Changes by other processes in a shared store ' +
    'come as well: with PostgreSQL by name, with SQLite as `reload`.',
  responses: {
    '200': {
      description: 'A stream that does not end.',
      content: { 'text/event-stream': { schema: { type: 'string' }, example: stream } },
    },
    '401': problemAnswer('Unauthorized'),
    '403': problemAnswer('Forbidden'),
    '500': problemAnswer('Internal'),
    '503': problemAnswer('Unavailable'),
  },
}

/** Changes as they happen. */
export const changePaths: Paths = { '/events': { get: events } }
