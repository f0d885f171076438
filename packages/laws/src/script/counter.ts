import fc from 'fast-check'
import type { Content, Event } from '@guichet/core'
import type { MessageJson } from '../protocol.ts'
import type { Story } from '../story.ts'
import { allBooks, scene, startUnder, thread, writes } from './episodes.ts'
import { DAY, HOUR } from './stories.ts'

/** What may stand on the counter: registered templates, a wish about marketing, a window open or closed. */
export const counterStories: fc.Arbitrary<Story> = fc
  .record({
    book: fc.constantFrom(...allBooks),
    templates: fc.array(
      fc.record({
        name: fc.constantFrom('hello', 'promo', 'code'),
        status: fc.constantFrom('APPROVED', 'APPROVED', 'PAUSED', 'DISABLED', 'PENDING'),
        category: fc.constantFrom('marketing', 'utility', 'authentication'),
      }),
      { maxLength: 3 },
    ),
    wish: fc.constantFrom(null, 'stop' as const, 'resume' as const),
    wrote: fc.constantFrom(null, HOUR, DAY - 1, DAY, 2 * DAY),
    dice: fc.nat(1000),
  })
  .chain(({ book, templates, wish, wrote, dice }) =>
    startUnder(book).map((at) => {
      const registered = templates.map(({ name, status, category }, index): Event => ({
        type: 'template-changed',
        id: `t${index}`,
        at: at - 3 * DAY + index * HOUR,
        name,
        language: 'en_US',
        status,
        category,
      }))
      const wishes: readonly Event[] =
        wish === null
          ? []
          : [{ type: 'marketing-preference', id: 'w', at: at - 2 * DAY, ...thread, value: wish }]
      const messages = wrote === null ? [] : [writes('c1', at - wrote)]
      return scene([...registered, ...wishes, ...messages], { asked: [at], dice })
    }),
  )

/** A template that the story registers, as a question. */
export const registered = (story: Story): readonly Extract<Content, { kind: 'template' }>[] =>
  story.events.flatMap((event) =>
    event.type === 'template-changed' && event.at <= (story.asked[0] ?? 0)
      ? [{ kind: 'template' as const, name: event.name, language: event.language }]
      : [],
  )

/** What is asked for in such a story. */
export const wantedIn = (story: Story): MessageJson => {
  const wanted: readonly MessageJson[] = [
    { kind: 'service' },
    { kind: 'reaction' },
    { kind: 'template', name: 'unheard_of', language: 'en_US', category: 'marketing' },
    ...registered(story),
  ]
  return wanted[story.dice % wanted.length] ?? { kind: 'service' }
}
