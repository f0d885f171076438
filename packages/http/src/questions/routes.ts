import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { askRoute } from './ask.ts'
import { intentsRoute } from './intents.ts'
import { listsRoute } from './lists.ts'
import { planRoute } from './plan.ts'
import { threadRoute } from './thread.ts'
import { threadsRoute } from './threads.ts'
import { timelineRoute } from './timeline.ts'

/** The routes that only read: answers, threads, history, intents and lists. */
export const questions = (parts: Parts): Hono =>
  [askRoute, planRoute, threadsRoute, threadRoute, timelineRoute, intentsRoute, listsRoute].reduce(
    (app, route) => app.route('/', route(parts)),
    new Hono(),
  )
