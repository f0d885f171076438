import { button, element } from '@guichet/board/dom'
import { placeNamed, type PlaceName } from '../../play/place.ts'
import { isStepIn, type StepCode } from '../../play/step.ts'
import type { StepKind } from '../../play/step-kind.ts'

type OnStep = (what: StepCode) => void

/** Buttons for all that can happen in a chat, on two sides. */
export const chatButtons = (onStep: OnStep): HTMLElement =>
  element(
    'div',
    { class: 'sides' },
    side('The customer', ...sideButtons('chat', 'customer', onStep)),
    side('The business', ...sideButtons('chat', 'business', onStep)),
  )

/** One of the two who play. */
export const side = (title: string, ...children: readonly HTMLElement[]): HTMLElement =>
  element('div', { class: 'side', role: 'group', 'aria-label': title }, element('h3', {}, title), ...children)

/** The buttons of one side: first messages, then what has a heading of its own. */
export const sideButtons = (place: PlaceName, by: StepKind['by'], onStep: OnStep): readonly HTMLElement[] => {
  const { kinds } = placeNamed(place)
  const of = (about: StepKind['about']): HTMLElement => {
    const made = [...kinds].flatMap(([code, kind]) =>
      kind.by === by && kind.about === about && isStepIn(place, code)
        ? [button(shortened(kind.words), 'small', () => onStep(code))]
        : [],
    )
    return element('div', { class: 'side-buttons' }, ...made)
  }
  const about = place === 'chat' ? 'calls' : 'whatsapp'
  return [of(undefined), element('h4', {}, titles[about]), of(about)]
}

const titles = { calls: 'Calls of the business', whatsapp: 'WhatsApp' } as const

/** The heading says already who it is. */
const shortened = (words: string): string => {
  const rest = words.replace(/^(?:Customer|WhatsApp) /, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
