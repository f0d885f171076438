import type { Clock } from './clock.ts'
import type { Mark } from './marks.ts'
import type { Scale } from './scale.ts'
import { markKinds, markNames, shapeOf, type MarkKind } from './shapes.ts'
import { element, pathData, type Markup } from './svg.ts'
import { bold, textWidth } from './words.ts'

/** Marks of one kind at one place. */
interface Pile {
  readonly kind: MarkKind
  readonly first: Mark
  last: Mark
  count: number
}

/** Marks too close to stand side by side: piled up by kind, one pile above the other. */
export interface Stack {
  readonly x: number
  readonly piles: ReadonlyMap<MarkKind, Pile>
}

const markWidth = 20
const rowHeight = 22
const badgeSize = 11
const lanePadding = 20

/** Stacks up marks so that none overlaps another: never more stacks than fit side by side. */
export const stackUp = (marks: readonly Mark[], scale: Scale): readonly Stack[] => {
  const stacks: { x: number; piles: Map<MarkKind, Pile>; width: number }[] = []
  for (const mark of marks.toSorted((a, b) => a.at - b.at)) {
    const x = scale.x(mark.at)
    const last = stacks.at(-1)
    const stack =
      last !== undefined && x < last.x + last.width ? last : { x, piles: new Map<MarkKind, Pile>(), width: 0 }
    if (stack !== last) stacks.push(stack)
    const pile = stack.piles.get(mark.kind)
    if (pile === undefined) stack.piles.set(mark.kind, { kind: mark.kind, first: mark, last: mark, count: 1 })
    else {
      pile.last = mark
      pile.count += 1
    }
    const badge = badgeOf(stack.piles.get(mark.kind)?.count ?? 1)
    const needed = markWidth + (badge === '' ? 0 : 4 + textWidth(badge, bold * badgeSize))
    stack.width = Math.max(stack.width, needed)
  }
  return stacks
}

/** The kinds that occur, in the legend's order. */
export const kindsIn = (stacks: readonly Stack[]): readonly MarkKind[] =>
  markKinds.filter((kind) => stacks.some(({ piles }) => piles.has(kind)))

/** How high a lane must be for these stacks. */
export const laneHeight = (stacks: readonly Stack[]): number =>
  lanePadding + rowHeight * Math.max(1, ...stacks.map(({ piles }) => piles.size))

/** Draws the stacks of a lane; the first row of each is at the same height. */
export const drawStacks = (stacks: readonly Stack[], laneTop: number, clock: Clock): readonly Markup[] =>
  stacks.flatMap(({ x, piles }) =>
    markKinds
      .flatMap((kind) => piles.get(kind) ?? [])
      .map((pile, row) => drawPile(pile, x, laneTop + lanePadding / 2 + rowHeight * (row + 0.5), clock)),
  )

const drawPile = (pile: Pile, x: number, y: number, clock: Clock): Markup => {
  const badge = badgeOf(pile.count)
  return element(
    'g',
    { class: 'guichet-mark', transform: `translate(${pathData(x, y)})` },
    element('title', {}, sentenceOf(pile, clock)),
    ...shapeOf(pile.kind),
    ...(badge === '' ? [] : [element('text', { class: 'guichet-badge', x: 11, y: 4 }, badge)]),
  )
}

const badgeOf = (count: number): string => (count === 1 ? '' : count > 9999 ? '×9999+' : `×${count}`)

const sentenceOf = ({ kind, count, first, last }: Pile, clock: Clock): string =>
  count === 1
    ? first.sentence()
    : `${count} times ${markNames[kind]}, ${first.at === last.at ? 'all on' : `from ${clock.words(first.at)} to`} ${clock.words(last.at)}. First: ${first.sentence()}`
