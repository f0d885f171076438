import { engine, isLeft, isThreadEvent, reasonsInWords, settings } from '@guichet/core'
import { readWebhookText } from '@guichet/cloud-api'
import { drawTimeline } from '@guichet/timeline'
import { readText } from '../files.ts'
import { drawWay } from './draw-way.ts'
import { drawFigure, figures } from './figures.ts'
import { ways } from './ways.ts'

/** A committed picture and how it is drawn. */
export interface Picture {
  readonly path: string
  readonly draw: () => string
}

const log = 'packages/cli/examples/bakery.ndjson'
const customer = 'FR.1000000000000000004'
const title = 'Three days of a customer and a bakery: a reply one minute too late is refused'

/** A user-initiated conversation, the window restarted twice, and a message that came a minute too late. */
const thread: Picture = {
  path: 'packages/timeline/pictures/thread.svg',
  draw: () => {
    const chosen = settings({ timeZone: 'Europe/Paris' })
    if (isLeft(chosen)) throw new Error(reasonsInWords(chosen.left))
    const events = readText(log)
      .text.split('\n')
      .flatMap((line) => readWebhookText(line).events)
      .filter(isThreadEvent)
      .filter((event) => event.customer === customer)
    return drawTimeline(events, { engine: engine(chosen.right), title, theme: 'auto' })
  },
}

/** Where the figures of the rules lie. */
export const figureFolder = 'packages/core/pictures'

const ofTime = figures.map((figure): Picture => ({
  path: `${figureFolder}/${figure.name}.svg`,
  draw: () => drawFigure(figure),
}))

const ofWays = ways.map((way): Picture => ({
  path: `${figureFolder}/${way.name}.svg`,
  draw: () => drawWay(way),
}))

/** All pictures of the documentation. */
export const pictures: readonly Picture[] = [thread, ...ofWays, ...ofTime]
