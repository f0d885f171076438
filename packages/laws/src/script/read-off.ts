import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { readBeside, versionIn } from '../reading/subject.ts'
import type { Story } from '../story.ts'
import { essence, essenceOfVersion2, namesTheSame, same } from './compare.ts'
import { isAnswer, isOk } from './replies.ts'

/** Is every answer of a script that begins with a reset and its events the one that the reading copy gives? */
export const readOffTheFacts =
  (script: (story: Story) => readonly Request[]): Law['holds'] =>
  (story, replies) => {
    const read = readBeside(script(story), replies)
    const whole = versionIn(replies[0]) === 2 ? essenceOfVersion2 : essence
    return (
      replies.length === read.length &&
      replies.slice(0, 2).every(isOk) &&
      read
        .slice(2)
        .every(
          (reply, index) =>
            isAnswer(replies[2 + index]) &&
            same(whole(reply), whole(replies[2 + index])) &&
            namesTheSame(reply, replies[2 + index]),
        )
    )
  }
