import { button, element } from '@guichet/board/dom'
import { isStepCode, steps, type StepCode } from '../../play/step.ts'

/** Buttons for all that can happen now, on two sides. */
export const stepButtons = (onStep: (what: StepCode) => void): HTMLElement =>
  element(
    'div',
    { class: 'sides' },
    side('customer', 'The customer', onStep),
    side('business', 'The business', onStep),
  )

const side = (by: 'customer' | 'business', title: string, onStep: (what: StepCode) => void): HTMLElement => {
  const codes = Object.keys(steps)
    .filter(isStepCode)
    .filter((code) => steps[code].by === by)
  const buttons = (about: 'calls' | undefined): HTMLElement =>
    element(
      'div',
      { class: 'side-buttons' },
      ...codes
        .filter((code) => steps[code].about === about)
        .map((code) => button(shortened(steps[code].words), 'small', () => onStep(code))),
    )
  return element(
    'div',
    { class: `side side-${by}`, role: 'group', 'aria-label': title },
    element('h3', {}, title),
    buttons(undefined),
    element('h4', {}, 'Calls of the business'),
    buttons('calls'),
  )
}

/** The heading says already that it is the customer. */
const shortened = (words: string): string => {
  const rest = words.replace(/^Customer /, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
