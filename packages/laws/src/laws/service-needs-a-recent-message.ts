import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import { isAllowed, isOk, isRefused } from '../script/replies.ts'
import { askAt, placesIn, reaction, service } from '../script/requests.ts'
import { happened, sawAllowed, sawCode } from '../script/situations.ts'
import { DAY, clearOpeners, eventsOf, isOpener, plain, unhurried } from '../script/stories.ts'
import { boundaryIncluded, phoneNumberForgotten, templateOpensWindow } from '../spoil/classic-defects.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset } from '../story.ts'

export const serviceNeedsARecentMessage: Law = {
  id: 'service-needs-a-recent-message',
  sentence:
    'A service message or a reaction may be sent if and only if the customer wrote to this number less than 24 hours ago.',
  cites: ['G6', 'CSW-1', 'CSW-3', 'POS-3', 'POS-28', 'POS-42'],
  judgesFrom: 'decision',
  stories: plausible.map((story) => unhurried(clearOpeners(plain(story)))),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...placesIn(story).flatMap(([key, at]) => [askAt(key, service, at), askAt(key, reaction, at)]),
  ],
  holds: (story, replies) =>
    [replies[0], replies[1]].every(isOk) &&
    placesIn(story).every(([key, at], index) => {
      const mayBeSent = eventsOf(story, key).some(
        (event) => isOpener(event) && at - DAY < event.at && event.at <= at,
      )
      return (
        replies.length > 3 + 2 * index &&
        [replies[2 + 2 * index], replies[3 + 2 * index]].every(mayBeSent ? isAllowed : isRefused)
      )
    }),
  situations: {
    'it was allowed': sawAllowed,
    'it was refused': sawCode('service-window-closed'),
    'the customer reacted': happened(
      (event) => event.type === 'customer-messaged' && event.kind === 'reaction',
    ),
    'WhatsApp sent a notice of its own': happened(
      (event) => event.type === 'customer-messaged' && event.kind === 'system',
    ),
    'a template was sent': happened(
      (event) => event.type === 'business-messaged' && event.content.kind === 'template',
    ),
  },
  mutants: [
    { defect: 'the boundary belongs to the window', spoil: boundaryIncluded },
    { defect: 'a template opens or extends the window', spoil: templateOpensWindow },
    { defect: 'threads without the phone number', spoil: phoneNumberForgotten },
    {
      defect: 'a reaction of the customer opens the window',
      spoil: mistakes((event) => [event['kind'] === 'reaction' ? { ...event, kind: 'text' } : event]),
    },
    {
      defect: 'a notice of WhatsApp opens the window',
      spoil: mistakes((event) => [event['kind'] === 'system' ? { ...event, kind: 'interactive' } : event]),
    },
  ],
}
