import { element, setText } from '@guichet/board/dom'
import type { AuditRequest, Reply, Request } from '../log/request.ts'
import { logForm } from './log-form.ts'
import { results, type Results } from './results.ts'

/** The part of the playground that reads logs. */
export interface LogView {
  readonly node: HTMLElement
  /** Draws the open picture anew in the theme that is seen. */
  readonly onTheme: () => void
}

export const logView = (seenTheme: () => 'light' | 'dark'): LogView => {
  const status = element('p', { role: 'status', class: 'progress-words' })
  const bar = element('progress', { max: '1', 'aria-label': 'Reading' })
  bar.hidden = true
  const problem = element('p', { class: 'problem', role: 'alert' })
  const output = element('div', { class: 'results' })
  let worker: Worker | null = null
  let shown: Results | null = null
  let amendments = ''

  const post = (request: Request): void => worker?.postMessage(request, [])
  const waits = (words: string, isReading: boolean): void => {
    setText(status, words)
    bar.hidden = !isReading
  }

  const onReply = (reply: Reply): void => {
    if (reply.is === 'progress') {
      bar.value = reply.size === 0 ? 1 : reply.bytes / reply.size
      waits(`Reading: ${Math.floor(bar.value * 100)} %`, true)
    } else if (reply.is === 'picture') shown?.threads.show(reply.thread, reply.svg)
    else if (reply.is === 'refused') {
      waits('', false)
      setText(problem, reply.words)
      shown = null
      output.replaceChildren()
    } else {
      waits('', false)
      setText(problem, '')
      shown = results(reply.report, amendments, (thread) => post({ do: 'draw', thread, theme: seenTheme() }))
      output.replaceChildren(...shown.nodes)
      document.getElementById('verdict')?.focus()
      shown.threads.first()
    }
  }

  const audit = (request: AuditRequest): void => {
    // What is being read is no longer wanted.
    worker?.terminate()
    worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => onReply(data))
    worker.addEventListener('error', () =>
      onReply({ is: 'refused', words: 'This browser cannot read the log.' }),
    )
    ;({ amendments } = request)
    setText(problem, '')
    bar.value = 0
    waits('Reading…', true)
    post({ do: 'audit', ...request })
  }

  const form = logForm(audit)
  return {
    node: element('div', { class: 'log-view' }, form.node, problem, status, bar, output),
    onTheme: () => shown?.threads.again(),
  }
}
