import type { Law } from '../law.ts'
import { askingForIt, isTold, listedAt, listedStories } from '../script/listed.ts'
import { codesOf, isAllowed, isOk, isRefused } from '../script/replies.ts'
import { sawAllowed, sawCode } from '../script/situations.ts'
import { later, misspeaks, mistakes } from '../spoil/spoil.ts'

const listsShifted = (by: number): Law['mutants'][number]['spoil'] =>
  mistakes((event) => [event.type === 'templates-listed' ? { ...event, at: later(event.at, by) } : event])

export const onlyAListMakesATemplateUnknown: Law = {
  id: 'only-a-list-makes-a-template-unknown',
  sentence:
    'A template is unknown only since its account’s first complete list, while it is not in the newest list and no later event names it. An event about another template or another account never makes it unknown.',
  cites: ['G7', 'TPL-11', 'nothing-known-of-templates'],
  judgesFrom: 'decision',
  needs: 'templates-listed',
  stories: listedStories,
  script: askingForIt,
  holds: (story, replies) =>
    replies.length === 2 + story.asked.length &&
    replies.slice(0, 2).every(isOk) &&
    story.asked.every((at, index) => {
      const reply = replies[2 + index]
      return listedAt(story, at) === null || isTold(story, at)
        ? isAllowed(reply)
        : isRefused(reply) && codesOf(reply).join() === 'template-unknown'
    }),
  situations: {
    'one was unknown': sawCode('template-unknown'),
    'one was allowed': sawAllowed,
    'only another template was named': (story) =>
      story.asked.some(
        (at) =>
          listedAt(story, at) === null &&
          !isTold(story, at) &&
          story.events.some((event) => event.type === 'template-changed' && event.at <= at),
      ),
    'an event named it after the list': (story) =>
      story.asked.some((at) => listedAt(story, at) !== null && isTold(story, at)),
  },
  mutants: [
    {
      defect: "another template's event makes it unknown",
      spoil: misspeaks((reply, request, told) =>
        request.op === 'ask' &&
        told.some(({ type, at }) => type === 'template-changed' && at <= request.at) &&
        !told.some(
          ({ type, name, at }) => type !== 'customer-messaged' && name === 'hello' && at <= request.at,
        )
          ? { ok: true, answer: 'refused', reasons: [{ code: 'template-unknown', because: ['G7'] }] }
          : reply,
      ),
    },
    { defect: 'a list counts a millisecond too late', spoil: listsShifted(1) },
    { defect: 'a list counts a millisecond too early', spoil: listsShifted(-1) },
    {
      defect: "another account's list counts, too",
      spoil: mistakes((event) => [event.type === 'templates-listed' ? { ...event, account: 'A' } : event]),
    },
    {
      defect: 'lists say nothing',
      spoil: mistakes((event) => (event.type === 'templates-listed' ? [] : [event])),
    },
  ],
}
