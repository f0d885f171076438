import { isThreadEvent, type Engine } from '@guichet/core'
import { button, element, setText } from '@guichet/board/dom'
import { drawTimeline } from '@guichet/timeline'
import { fragmentOf, mostSteps, playIn } from '../play/address.ts'
import { cardFor } from '../play/prices.ts'
import { scenes, type Play } from '../play/play.ts'
import { situationAt } from '../play/situation.ts'
import { placeNamed } from '../play/place.ts'
import { members, owned, players } from '../play/players.ts'
import { eventsOf, withStep, type StepCode } from '../play/step.ts'
import { cardIn } from '../rates.ts'
import { engineFor } from '../rules.ts'
import { picture } from './picture.ts'
import { answersCard, chargesCard, elsewhereCard } from './play/situation-view.ts'
import { cardChoice, cardText } from './play/card-choice.ts'
import { share } from './play/share.ts'
import { groupButtons } from './play/group-buttons.ts'
import { chatButtons } from './play/step-buttons.ts'
import { stepList } from './play/step-list.ts'
import { timeControls } from './play/time-controls.ts'
import { rulesForm } from './rules-form.ts'

/** The part of the playground in which a thread is played. */
export interface PlayView {
  readonly node: HTMLElement
  /** Shows the play of a fragment; the first scene where there is none. */
  readonly open: (fragment: string) => void
  readonly onTheme: () => void
}

/** `seenTheme` says how the page looks. */
export const playView = (seenTheme: () => 'light' | 'dark'): PlayView => {
  let play: Play = firstScene()
  const problem = element('p', { class: 'problem', role: 'alert' })
  const words = element('p', { class: 'now-holds', role: 'status' })
  const drawn = picture()
  const cards = element('div', { class: 'play-cards' })
  const played = element('div', {})
  const shared = share()

  const change = (next: Partial<Play>, isStep: boolean): void => {
    play = { ...play, ...next }
    const address = `#${fragmentOf(play)}`
    // Back takes back a step; moving in time leaves no trail.
    if (isStep) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    show()
  }
  const add = (what: StepCode): void => {
    if (play.steps.length >= mostSteps) setText(problem, `A play has ${mostSteps} steps at most.`)
    else {
      const done = withStep(play.steps, play.now, what)
      change({ steps: done, now: done.at(-1)?.at ?? play.now }, true)
    }
  }
  const remove = (index: number): void => {
    change({ steps: play.steps.filter((_, at) => at !== index) }, true)
    played.querySelector('button')?.focus()
  }

  const chat = chatButtons(add)
  const group = groupButtons(add)
  const time = timeControls((now) => change({ now }, false))
  const prices = cardChoice(
    shortCard,
    (card) => change({ card }, true),
    (wrong) => setText(problem, wrong),
  )
  const rules = rulesForm(play.timeZone, () => change(rules.read(), true))
  const draw = (engine: Engine): void =>
    drawn.show(
      drawTimeline(eventsOf(play).filter(isThreadEvent), {
        engine,
        now: play.now,
        theme: seenTheme(),
        title: placeNamed(play.place).title,
      }),
    )

  const show = (): void => {
    const engine = engineFor(play, owned)
    setText(problem, engine.ok ? '' : engine.words)
    if (!engine.ok) return
    const card = cardIn(cardText(play.card))
    if (!card.ok) setText(problem, card.words)
    const situation = situationAt(engine.value, play, card.ok ? card.value : null)
    setText(words, situation.words)
    time.show(play, situation.view?.serviceWindow?.closesAt ?? null)
    draw(engine.value)
    chat.hidden = play.place !== 'chat'
    group.node.hidden = play.place !== 'group'
    group.show(situation.seats)
    cards.replaceChildren(
      answersCard(situation, play),
      chargesCard(situation, play),
      elsewhereCard(situation),
    )
    played.replaceChildren(stepList(play, remove))
    shared.show(fragmentOf(play))
  }

  const write = (shown: Play): void => {
    rules.write(shown)
    prices.write(shown.card)
  }
  const sceneButtons = scenes.map(([name, scene]) =>
    button(name, 'filter', () => {
      write(scene)
      change(scene, true)
    }),
  )
  const node = element(
    'div',
    { class: 'play-view' },
    element('div', { class: 'scenes', role: 'group', 'aria-label': 'Examples' }, ...sceneButtons),
    problem,
    words,
    drawn.node,
    element(
      'section',
      { class: 'card controls' },
      element('h2', {}, 'What happens'),
      time.node,
      chat,
      group.node,
    ),
    cards,
    element(
      'section',
      { class: 'card' },
      element('h2', {}, 'What was played'),
      played,
      element(
        'p',
        {},
        button('Begin anew', 'small', () => change({ steps: [] }, true)),
      ),
    ),
    element(
      'section',
      { class: 'card' },
      element('h2', {}, 'By which rules'),
      element(
        'div',
        { class: 'settings' },
        ...rules.nodes.slice(0, 2),
        ...prices.nodes,
        ...rules.nodes.slice(2),
      ),
    ),
    shared.node,
  )
  return {
    node,
    open: (fragment) => {
      const read = playIn(fragment)
      play = read.ok ? read.value : firstScene()
      write(play)
      show()
      if (!read.ok && fragment.includes('?')) setText(problem, read.words)
    },
    onTheme: show,
  }
}

const firstScene = (): Play => {
  const [first] = scenes
  if (first === undefined) throw new Error('there is no scene')
  return first[1]
}

const shortCard = (text: string): string => {
  const card = cardIn(text)
  return card.ok && card.value !== null
    ? cardFor(card.value, [players.customer, ...members.map(({ phone }) => phone)])
    : ''
}
