import { E, isNonEmpty, type Either, type ReadonlyNonEmptyArray } from '../prelude.ts'
import type { Reason } from './answer.ts'
import type { AskInput } from './ask-input.ts'
import {
  callIsPermitted,
  callLimitLeavesRoom,
  callsAreOffered,
  permissionIsNotPermanent,
  requestIsNotTooSoon,
} from './checks/calls.ts'
import type { Check, Passed } from './checks/check.ts'
import { groupIsActive } from './checks/group.ts'
import { limitLeavesRoom, pairRateIsKept, throughputIsLeft } from './checks/limits.ts'
import { isUnrestricted } from './checks/restrictions.ts'
import { templateMayBeSent } from './checks/template.ts'
import { customerIsReachable, windowIsOpen } from './checks/window.ts'
import type { Question } from './question.ts'

/** All checks are made, so that a refusal names every reason, in the order of the protocol's table. */
export const judge = (
  question: Question,
  input: AskInput,
): Either<ReadonlyNonEmptyArray<Reason>, readonly Passed[]> => {
  const reasons: Reason[] = []
  const passed: Passed[] = []
  for (const check of checksOf(question, input))
    if (E.isLeft(check)) reasons.push(...check.left)
    else passed.push(check.right)
  return isNonEmpty(reasons) ? E.left(reasons) : E.right(passed)
}

const checksOf = (question: Question, input: AskInput): readonly Check[] => {
  switch (question.kind) {
    case 'service':
    case 'reaction':
      return [
        isUnrestricted(question, input),
        pairRateIsKept(input),
        throughputIsLeft(input),
        groupIsActive(input),
        customerIsReachable(input),
        windowIsOpen(question.kind, input),
      ]
    case 'template':
      return [
        isUnrestricted(question, input),
        templateMayBeSent(question, input),
        ...checksOfAnyTemplate(input),
      ]
    case 'call':
      return [
        isUnrestricted(question, input),
        callIsPermitted(input),
        callLimitLeavesRoom(input),
        callsAreOffered(input),
        customerIsReachable(input),
      ]
    case 'call-permission-request':
      return [
        isUnrestricted(question, input),
        ...(question.by === 'template' ? [limitLeavesRoom(input)] : []),
        pairRateIsKept(input),
        throughputIsLeft(input),
        requestIsNotTooSoon(input),
        permissionIsNotPermanent(input),
        groupIsActive(input),
        customerIsReachable(input),
        ...(question.by === 'service' ? [windowIsOpen('service', input)] : []),
      ]
  }
}

const checksOfAnyTemplate = (input: AskInput): readonly Check[] => [
  limitLeavesRoom(input),
  pairRateIsKept(input),
  throughputIsLeft(input),
  groupIsActive(input),
  customerIsReachable(input),
]

/** Does nothing stand against templates, whichever it is? */
export const templatesMayBeSent = (input: AskInput): boolean =>
  [isUnrestricted({ kind: 'template', name: '' }, input), ...checksOfAnyTemplate(input)].every(E.isRight)
