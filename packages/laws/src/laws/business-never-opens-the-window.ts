import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Reply, Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { dig, isAllowed } from '../script/replies.ts'
import { askAt, fewAsked, service, viewAt } from '../script/requests.ts'
import { happened, sawPhase } from '../script/situations.ts'
import { isAcceptance, keep, plain, unhurried } from '../script/stories.ts'
import { templateOpensWindow } from '../spoil/classic-defects.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset, threadsIn, type Story } from '../story.ts'

const questions = (story: Story): readonly Request[] =>
  threadsIn(story).flatMap((key) =>
    fewAsked(story).flatMap((at) => [viewAt(key, at), askAt(key, service, at)]),
  )

/** The window, and whether a service message is allowed. */
const read = (reply: Reply | undefined): unknown => [dig(reply, 'serviceWindow'), isAllowed(reply)]

export const businessNeverOpensTheWindow: Law = {
  id: 'business-never-opens-the-window',
  sentence: 'Nothing that the business sends opens or extends the customer service window.',
  cites: ['G6', 'CSW-4'],
  judgesFrom: 'decision',
  stories: plausible.map((story) => unhurried(plain(story))),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: questions, read },
    {
      tell: (story) => [
        reset(story),
        absorb(keep(story, ({ type }) => type !== 'business-messaged' && type !== 'message-status').events),
      ],
      ask: questions,
      read,
    },
  ),
  situations: {
    'a template was sent': happened((event) => isAcceptance(event) && event.content.kind === 'template'),
    'a service message was sent': happened(
      (event) => isAcceptance(event) && event.content.kind === 'service',
    ),
    'the window was open': sawPhase('open'),
    'the window was closed': sawPhase('closed'),
  },
  mutants: [
    { defect: 'a template opens or extends the window', spoil: templateOpensWindow },
    {
      defect: 'a message that is delivered opens the window',
      spoil: mistakes((event) =>
        event.type === 'message-status' && event['status'] === 'delivered'
          ? [event, { ...event, type: 'customer-messaged', id: `${event.id}/opens`, kind: 'text' }]
          : [event],
      ),
    },
  ],
}
