import { cell } from './cell.ts'
import { leapDetector, serverClock } from './clock.ts'
import type { Memory } from './dom/memory.ts'
import { pace, patience, steady } from './environment.ts'
import { asker } from './ask.ts'
import { isSameThread, keyOf, type ThreadKey } from './model/thread.ts'
import { openThread } from './open-thread.ts'
import { accountStrip } from './parts/account-strip.ts'
import { asideColumn } from './parts/aside.ts'
import { filterBar } from './parts/filters.ts'
import { frameOf } from './parts/frame.ts'
import { openGiveUp } from './parts/give-up.ts'
import { headline } from './parts/headline.ts'
import { openHelp } from './parts/help.ts'
import { listenToKeys, moveFocus } from './parts/keys.ts'
import { announcer } from './parts/announcer.ts'
import { phoneNumberChoice } from './parts/phone-numbers.ts'
import { searchField } from './parts/search.ts'
import { statusLine } from './parts/status.ts'
import { themeSwitch } from './parts/theme-switch.ts'
import { threadList } from './parts/thread-list.ts'
import { refreshOf } from './refresh.ts'
import { clientOf } from './server/client.ts'
import { follow } from './server/follow.ts'
import { firstRoom, initialState, want, type State } from './state.ts'
import { calendarOf, SECOND } from './words/time.ts'

export interface BoardParts {
  readonly key: string
  /** Stores the theme. */
  readonly memory: Memory
  /** The server does not accept the key, or no longer does. */
  readonly onWrongKey: () => void
  readonly onSignOut: () => void
}

/** Shows the board in place of the content of `root`; returns a function that removes it. */
export const openBoard = (
  root: HTMLElement,
  { key, memory, onWrongKey, onSignOut }: BoardParts,
): (() => void) => {
  const taken = new AbortController()
  const { signal } = taken
  const client = clientOf({ key, fetch: (path, init) => fetch(path, init), steady })
  const clock = serverClock(steady, () => Date.now())
  const calendar = calendarOf()
  const theme = themeSwitch(memory)
  const state = cell(
    initialState,
    () => draw(),
    (action) => requestAnimationFrame(action),
  )
  const wrongKey = (): void => {
    if (!signal.aborted) onWrongKey()
  }

  const frame = frameOf({
    onTheme: () => {
      theme.next()
      theme.show(frame.theme)
      thread.panel()?.reload()
    },
    onHelp: openHelp,
    onSignOut,
  })
  theme.show(frame.theme)
  root.replaceChildren(frame.node)

  const refresh = refreshOf({
    client,
    clock,
    state,
    pace,
    onWrongKey: wrongKey,
    onThread: (changed) => reopen(changed),
  })
  const ask = asker({ client, state, steady })
  const showStatus = statusLine(frame.status, frame.banner, calendar)
  const showHeadline = headline(frame.headline, calendar)
  const showStrip = accountStrip(frame.strip)
  const showFilters = filterBar(frame.filters, (filter) => state.update((now) => want(now, { filter })))
  const showNumbers = phoneNumberChoice(frame.phoneNumbers, (phoneNumberId) =>
    state.update((now) => want(now, { phoneNumberId })),
  )
  const showThreads = threadList(frame.list, {
    calendar,
    onMore: () => state.update((now) => ({ ...now, room: now.room + firstRoom * 2 })),
    onSeen: ask,
  })
  const showAside = asideColumn(frame.aside, frame.jump, calendar, (intent) =>
    openGiveUp(intent, client, () => refresh.some('intents')),
  )
  const draw = (): void => {
    if (signal.aborted) return
    const [shown, now] = [state.value(), clock.now()]
    showStatus(shown, now)
    showHeadline(shown, now)
    showStrip(shown, now)
    showFilters(shown, now)
    showNumbers(shown)
    showThreads(shown, now)
    showAside(shown, now)
  }

  const thread = openThread(
    frame.list,
    {
      client,
      clock,
      calendar,
      pace,
      templates: () => state.value().templates,
      theme: theme.seen,
      onWrongKey: wrongKey,
    },
    signal,
  )
  const reopen = (changed: ThreadKey | null): void => {
    const panel = thread.panel()
    if (panel === null) return
    if (changed === null || isSame(changed, panel.key, state.value())) panel.reload()
  }

  const search = searchField({ field: frame.search, list: frame.list, state, clock, client })
  listenToKeys(
    {
      search: () => frame.search.focus(),
      next: () => thread.move('next'),
      previous: () => thread.move('previous'),
      first: () => moveFocus(frame.list, 'first'),
      last: () => moveFocus(frame.list, 'last'),
      help: openHelp,
      'leave-search': search.leave,
    },
    signal,
  )

  const say = announcer(frame.aloud, steady)
  const leapt = leapDetector(steady, () => Date.now())
  const changes = follow(client, refresh.listener, patience)
  const ticking = setInterval(() => {
    if (leapt()) refresh.all()
    refresh.tick()
    draw()
    thread.panel()?.tick()
    if (state.value().knownAt !== null) say(state.value().threads, clock.now())
  }, SECOND)
  addEventListener('online', changes.hurry, { signal })
  signal.addEventListener('abort', () => {
    clearInterval(ticking)
    changes.stop()
    for (const dialog of document.querySelectorAll('dialog')) dialog.close()
  })
  draw()
  refresh.all()
  return () => taken.abort()
}

/** Do these belong to the same customer, by any id? */
const isSame = (a: ThreadKey, b: ThreadKey, { threads }: State): boolean =>
  keyOf(a) === keyOf(b) || threads.some((thread) => isSameThread(thread, a) && isSameThread(thread, b))
