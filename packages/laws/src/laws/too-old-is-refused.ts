import fc from 'fast-check'
import type { Law } from '../law.ts'
import { allBooks, around, scene, sends, startUnder, templateOf, thread, writes } from '../script/episodes.ts'
import { isError, isOk } from '../script/replies.ts'
import { askAt, service, viewAt } from '../script/requests.ts'
import { DAY, HOUR, MINUTE, newestOf } from '../script/stories.ts'
import { mishears } from '../spoil/spoil.ts'
import { absorb, horizonHours, iso, reset } from '../story.ts'

export const tooOldIsRefused: Law = {
  id: 'too-old-is-refused',
  sentence:
    'A question about an instant before the lateness horizon is refused as too old; one about the horizon itself is answered.',
  cites: ['POS-17'],
  judgesFrom: 'decision',
  stories: fc
    .record({
      book: fc.constantFrom(...allBooks),
      gap: around(20 * DAY),
      before: fc.integer({ min: 1, max: 5 * DAY }),
    })
    .chain(({ book, gap, before }) =>
      startUnder(book).map((at) =>
        scene(
          [
            writes('c1', at),
            sends('b1', at + HOUR, templateOf('utility')),
            writes('c2', at + 10 * DAY + gap),
          ],
          {
            dice: before,
          },
        ),
      ),
    ),
  script: (story) => {
    const edge = newestOf(story) - horizonHours * HOUR
    return [
      reset(story),
      absorb(story.events),
      viewAt(thread, edge - 1),
      viewAt(thread, edge - story.dice),
      askAt(thread, service, edge - story.dice),
      viewAt(thread, edge),
      askAt(thread, service, edge),
    ]
  },
  holds: (_, replies) =>
    replies.length === 7 &&
    replies.slice(0, 2).every(isOk) &&
    replies.slice(2, 5).every((reply) => isError(reply, 'too-old')) &&
    replies.slice(5).every(isOk),
  situations: {
    'a question lay days too far back': ({ dice }) => dice > DAY,
    'a question lay barely too far back': ({ dice }) => dice < DAY + 60 * MINUTE,
  },
  mutants: [
    {
      defect: 'answers with the earliest state that it keeps',
      spoil: mishears((conversation) => {
        const told = conversation.flatMap((request) => (request.op === 'absorb' ? request.events : []))
        const earliest = Math.max(0, ...told.map(({ at }) => Date.parse(at))) - horizonHours * HOUR
        return conversation.map((request) =>
          (request.op === 'view' || request.op === 'ask') && Date.parse(request.at) < earliest
            ? { ...request, at: iso(earliest) }
            : request,
        )
      }),
    },
  ],
}
