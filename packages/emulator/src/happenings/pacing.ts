import { secondsAfter, type Instant } from '../time/instant.ts'
import { accountOf, type Message, type Template, type World } from '../world/world.ts'
import { templateKey } from './acceptance.ts'
import { fail, go, plan } from './delivery.ts'

/** What Meta fails a held message with when its template is paused (TPL-13). */
const pausedMeanwhile = 132015

/** From now on what is sent with the template is held until its quality is assessed (TPL-12). */
export const holdBack = (template: Template): void => {
  template.holdsBack = true
}

/** The template is good: what was held leaves, and what is sent from now on leaves at once (TPL-12). */
export const letGo = (world: World, template: Template): void =>
  endHold(world, template, (message) => go(world, message))

/** The template is bad: what was held fails, and is not charged (TPL-13, POS-43). */
export const dropHeld = (world: World, template: Template): void =>
  endHold(world, template, (message) => (at) => fail(world, message, pausedMeanwhile, at))

const endHold = (
  world: World,
  template: Template,
  next: (message: Message) => (at: Instant) => void,
): void => {
  template.holdsBack = false
  for (const message of heldOf(world, template)) {
    message.fate = 'accepted'
    plan(world, message, secondsAfter(world.agenda.now(), 1), next(message))
  }
}

const heldOf = (world: World, { account, name, language }: Template): readonly Message[] =>
  [...world.messages.values()].filter(
    ({ fate, content, thread }) =>
      fate === 'held' &&
      content.kind === 'template' &&
      templateKey(accountOf(world, thread.phoneNumberId), content.name, content.language) ===
        templateKey(account, name, language),
  )
