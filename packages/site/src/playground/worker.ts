import { auditLog, type Audited } from './log/audit-log.ts'
import type { Reply, Request } from './log/request.ts'

// A thread of its own, so that the page stays quick while a large log is read.
let audited: Audited | null = null
let shownAt = 0

const reply = (message: Reply): void => postMessage(message)

const answer = async (request: Request): Promise<void> => {
  if (request.do === 'draw') {
    if (audited === null) return
    const { thread, theme } = request
    reply({ is: 'picture', thread, svg: await audited.draw(thread, theme) })
    return
  }
  const done = await auditLog(request, (bytes, size) => {
    // Ten times a second is enough to see it move.
    if (performance.now() - shownAt < 100) return
    shownAt = performance.now()
    reply({ is: 'progress', bytes, size })
  })
  audited = done.ok ? done.value : null
  reply(done.ok ? { is: 'report', report: done.value.report } : { is: 'refused', words: done.words })
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).catch((error: unknown) =>
    reply({ is: 'refused', words: error instanceof Error ? error.message : String(error) }),
  )
})
