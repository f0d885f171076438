import type { ServerClock } from '../clock.ts'
import { dialogOf } from '../dom/dialog.ts'
import { element, isolated, setAttribute, setText } from '../dom/element.ts'
import { onChange } from '../dom/section.ts'
import { deadlineOf, urgencyOf } from '../list/deadline.ts'
import { keyOf, type ThreadKey } from '../model/thread.ts'
import type { Client } from '../server/client.ts'
import { paced, type PaceParts } from '../server/pace.ts'
import type { Template } from '../model/template.ts'
import type { InstantFormat } from '../words/answer.ts'
import { alsoInWords, customerInWords, idInWords, plainly } from '../words/text.ts'
import { durationInWords, type Calendar } from '../words/time.ts'
import { viewInWords } from '../words/view.ts'
import { drawChoices } from './choices.ts'
import { loadDetails, type Details, type Loaded } from './details.ts'
import { drawHistory } from './history.ts'
import { timelinePicture } from './picture.ts'

export interface PanelParts {
  readonly client: Client
  readonly clock: ServerClock
  readonly calendar: Calendar
  readonly pace: PaceParts
  readonly templates: () => readonly Template[]
  readonly theme: () => 'light' | 'dark'
  readonly onClose: () => void
  readonly onWrongKey: () => void
}

/** The details of one thread, open over the list. */
export interface Panel {
  readonly key: ThreadKey
  readonly close: () => void
  /** A second has passed. */
  readonly tick: () => void
  /** Something changed; requests the details again, at most once a second. */
  readonly reload: () => void
}

export const openPanel = (key: ThreadKey, parts: PanelParts): Panel => {
  const { client, clock, calendar, pace, templates, theme, onClose, onWrongKey } = parts
  const format: InstantFormat = {
    until: (at) => calendar.moment(at, clock.now()),
    when: (at) => calendar.when(at, clock.now()),
  }
  const countdown = element('p', { class: 'panel-left' })
  const words = element('div', { class: 'panel-words' })
  const choices = element('section', { class: 'panel-choices' })
  const history = element('section', {})
  const trouble = element('p', { class: 'problem', role: 'status' }, 'Loading…')
  const picture = timelinePicture(`/threads/${keyOf(key)}/timeline.svg`, client)
  let details: Details | null = null
  let isClosed = false

  const otherIds = isolated('')
  const title = isolated(idInWords(key.customer))
  const dialog = dialogOf('panel', [title], () => {
    isClosed = true
    picture.forget()
    onClose()
  })
  dialog.body.append(
    element('p', { class: 'quiet' }, 'Phone number ', isolated(plainly(key.phoneNumberId)), otherIds),
    trouble,
    countdown,
    words,
    picture.node,
    element('div', { class: 'panel-columns' }, choices, history),
  )

  const showWords = onChange((sentences: readonly string[]) =>
    words.replaceChildren(...sentences.map((sentence) => element('p', {}, sentence))),
  )
  const showChoices = onChange(({ choices: shown }: Pick<Details, 'choices'>) =>
    choices.replaceChildren(...drawChoices(shown, format)),
  )
  const showHistory = onChange((events: Details['events']) =>
    history.replaceChildren(drawHistory(events, calendar)),
  )
  const tick = (): void => {
    if (details === null) return
    const now = clock.now()
    const deadline = deadlineOf(details.view.thread, now)
    setAttribute(countdown, 'data-urgency', urgencyOf(deadline, now))
    setText(
      countdown,
      deadline === null
        ? 'Window closed'
        : `${deadline.what === 'window' ? 'Closes in' : 'Answer within'} ${durationInWords(deadline.at - now)}`,
    )
    showWords(viewInWords(details.view, now, format))
  }
  const show = (loaded: Loaded): void => {
    if (isClosed) return
    if (loaded.is === 'wrong-key') return onWrongKey()
    setText(trouble, inWords(loaded))
    trouble.hidden = loaded.is === 'ok'
    if (loaded.is !== 'ok') return
    details = loaded.details
    const { thread } = details.view
    setText(title, customerInWords(thread))
    setText(otherIds, alsoInWords(thread))
    tick()
    showChoices({ choices: details.choices })
    showHistory(details.events)
    void picture.show(theme(), details.events)
  }
  const reload = paced(
    1000,
    async () => {
      if (!isClosed) show(await loadDetails(key, templates(), client, clock))
    },
    pace,
  )
  dialog.open()
  reload()
  return { key, close: dialog.close, tick, reload }
}

const inWords = (loaded: Loaded): string => {
  switch (loaded.is) {
    case 'unknown-thread':
      return 'There is no thread of this customer at this phone number.'
    case 'failed':
      return `Not up to date: ${loaded.reason}.`
    case 'wrong-key':
    case 'ok':
      return ''
  }
}
