import type { Subject } from '../protocol.ts'
import type { Mutant } from '../law.ts'
import { dig, isAllowed } from '../script/replies.ts'
import { later, mishearsEach, mistakes, wavers } from './spoil.ts'

/** Takes the order of arrival for the order in which things happened. */
export const goesByArrival: (right: Subject) => Subject = mistakes((event, before) => {
  const instants = before.map(({ at }) => at).filter((at) => !Number.isNaN(Date.parse(at)))
  return [{ ...event, at: instants.reduce((a, b) => (a > b ? a : b), event.at) }]
})

/** Knows customers, but not which phone number they wrote to. */
export const forgetsPhoneNumber: (right: Subject) => Subject = mistakes((event) =>
  'phoneNumberId' in event ? [{ ...event, phoneNumberId: 'any' }] : [event],
)

/** The same for questions. */
const asksAnyNumber = mishearsEach((request) =>
  'phoneNumberId' in request ? { ...request, phoneNumberId: 'any' } : request,
)

/** Still allows at the very instant at which the window has closed. */
export const boundaryIncluded: (right: Subject) => Subject = wavers(
  mishearsEach((request) =>
    request.op === 'ask' || request.op === 'view' ? { ...request, at: later(request.at, -1) } : request,
  ),
  (right, before, request) => {
    if (request.op === 'ask') return isAllowed(before) ? before : right
    const wasOpen = request.op === 'view' && dig(before, 'phase') === 'open'
    return wasOpen && dig(right, 'phase') !== 'open' ? before : right
  },
)

/** Takes a template for something that opens or extends the window. */
export const templateOpensWindow: (right: Subject) => Subject = mistakes((event) =>
  event.type === 'business-messaged' && dig(event, 'content', 'kind') === 'template'
    ? [event, { ...event, type: 'customer-messaged', id: `${event.id}/opens`, kind: 'text' }]
    : [event],
)

/** Takes a message that WhatsApp accepted for one that was delivered. */
export const acceptanceIsDelivery: (right: Subject) => Subject = mistakes((event) =>
  event.type === 'business-messaged'
    ? [
        event,
        {
          ...event,
          type: 'message-status',
          id: `${event.id}/accepted`,
          message: event.id,
          status: 'delivered',
        },
      ]
    : [event],
)

/** Reads the first of several events that come together. */
export const readsFirstOnly: (right: Subject) => Subject = mishearsEach((request) =>
  request.op === 'absorb' ? { ...request, events: request.events.slice(0, 1) } : request,
)

export const phoneNumberForgotten: Mutant['spoil'] = (right) => forgetsPhoneNumber(asksAnyNumber(right))

/** The defects that implementations of these rules are known for. */
export const classicDefects: readonly { readonly name: string; readonly spoil: Mutant['spoil'] }[] = [
  { name: 'decides by the order of arrival', spoil: goesByArrival },
  { name: 'threads without the phone number', spoil: phoneNumberForgotten },
  { name: 'the boundary belongs to the window', spoil: boundaryIncluded },
  { name: 'a template opens or extends the window', spoil: templateOpensWindow },
  { name: 'acceptance counts as delivery', spoil: acceptanceIsDelivery },
  { name: 'only the first event of a batch is read', spoil: readsFirstOnly },
]
