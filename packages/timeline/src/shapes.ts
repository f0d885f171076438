import { element, type Markup } from './svg.ts'

/** What a mark stands for; each kind has a shape and a fill of its own, so none needs its colour. */
export type MarkKind =
  | 'opener'
  | 'arrival'
  | 'call'
  | 'loud-reaction'
  | 'quiet-message'
  | 'quiet-call'
  | 'quiet-reaction'
  | 'preference'
  | 'renamed'
  | 'template'
  | 'service'
  | 'reaction'
  | 'unknown'
  | 'outside'
  | 'failed-template'
  | 'failed-service'
  | 'failed-reaction'
  | 'failed-unknown'
  | 'refused'
  | 'refused-inside'

/** The words of the legend, in the legend's order. */
export const markNames: Readonly<Record<MarkKind, string>> = {
  opener: 'customer message',
  arrival: 'message through an ad, post or page',
  call: 'call',
  'loud-reaction': 'reaction that opens the window',
  'quiet-message': 'opens nothing (edit, deletion, …)',
  'quiet-call': 'call that opens nothing',
  'quiet-reaction': 'reaction, opens nothing',
  preference: 'marketing stopped or resumed',
  renamed: 'new number or id',
  template: 'template',
  service: 'service message',
  reaction: 'reaction of the business',
  unknown: 'content unknown',
  outside: 'sent outside the window, not refused',
  'failed-template': 'failed template',
  'failed-service': 'failed service message',
  'failed-reaction': 'failed reaction',
  'failed-unknown': 'failed, content unknown',
  refused: 'refused: outside the window',
  'refused-inside': 'refused although the window was open',
}

/** All kinds, in the order in which a stack and the legend show them. */
export const markKinds: readonly MarkKind[] = Object.keys(markNames) as MarkKind[]

const disc = 'M-6.5 0A6.5 6.5 0 1 1 6.5 0A6.5 6.5 0 1 1 -6.5 0Z'
const ring = 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1 -9 0Z'
const smallDisc = 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z'
const arrowUp = 'M0 3.6V-3.2M-2.8 -0.6L0 -3.4L2.8 -0.6'
const triangle = 'M0 -6.8L6.8 5.4H-6.8Z'
const heart =
  'M0 6.2C-9.5 -0.5 -6 -6.2 -2.9 -6.2C-1.4 -6.2 -0.5 -5.2 0 -4.1C0.5 -5.2 1.4 -6.2 2.9 -6.2C6 -6.2 9.5 -0.5 0 6.2Z'
const square = 'M-5.5 -5.5H5.5V5.5H-5.5Z'
const diamond = 'M0 -7.5L7.5 0L0 7.5L-7.5 0Z'
const octagon = 'M-3.1 -7.5H3.1L7.5 -3.1V3.1L3.1 7.5H-3.1L-7.5 3.1V-3.1Z'
const bar = 'M-4.2 0H4.2'
const strike = 'M-8.5 8.5L8.5 -8.5'
const cross = 'M-2.7 -2.7L2.7 2.7M2.7 -2.7L-2.7 2.7'
const bigDiamond = 'M0 -9L9 0L0 9L-9 0Z'
const bigSquare = 'M-7 -7H7V7H-7Z'
const bigHeart =
  'M0 8.4C-12.8 -0.7 -8.1 -8.4 -3.9 -8.4C-1.9 -8.4 -0.7 -7 0 -5.5C0.7 -7 1.9 -8.4 3.9 -8.4C8.1 -8.4 12.8 -0.7 0 8.4Z'
const flag = 'M-4 7V-6.5H5L2.5 -3L5 0.5H-4'
const swap = 'M-6 -2.5H5.5M2.5 -5.5L5.5 -2.5L2.5 0.5M6 3.5H-5.5M-2.5 0.5L-5.5 3.5L-2.5 6.5'

const path = (look: string, d: string): Markup => element('path', { class: `guichet-${look}`, d })
const failed = (shape: string): readonly Markup[] => [path('business-hollow', shape), path('cross', cross)]

const shapes: Readonly<Record<MarkKind, readonly Markup[]>> = {
  opener: [path('customer', disc), path('inner', arrowUp)],
  arrival: [path('customer-line', ring), path('customer', disc), path('inner', arrowUp)],
  call: [path('customer', triangle)],
  'loud-reaction': [path('customer', heart)],
  'quiet-message': [path('customer-hollow', smallDisc)],
  'quiet-call': [path('customer-hollow', triangle)],
  'quiet-reaction': [path('customer-hollow', heart)],
  preference: [path('customer-hollow', flag)],
  renamed: [path('customer-line', swap)],
  template: [path('business', diamond)],
  service: [path('business', square)],
  reaction: [path('business', heart)],
  unknown: [path('business-hollow', square)],
  outside: [path('business', square), path('strike', strike)],
  'failed-template': failed(bigDiamond),
  'failed-service': failed(bigSquare),
  'failed-reaction': failed(bigHeart),
  'failed-unknown': failed(disc),
  refused: [path('stop', octagon), path('inner-bar', bar)],
  'refused-inside': [path('stop-hollow', octagon), path('cross', cross)],
}

/** The shape of a mark around the origin. */
export const shapeOf = (kind: MarkKind): readonly Markup[] => shapes[kind]
