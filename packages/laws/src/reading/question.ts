import type { Body } from './messages.ts'

/** What is asked for: a message, a call, or a request for permission to call, which a message carries. */
export type Question =
  | Body
  | { readonly kind: 'call' }
  | { readonly kind: 'call-permission-request'; readonly by: 'service' | 'template' }

/** As what it goes out: a template, a free-form message, or no message at all. */
export const goesAs = (question: Question): 'template' | 'free-form' | 'call' => {
  switch (question.kind) {
    case 'call':
      return 'call'
    case 'template':
      return 'template'
    case 'call-permission-request':
      return question.by === 'template' ? 'template' : 'free-form'
    default:
      return 'free-form'
  }
}

/** Is it a call, or a request for permission to call? */
export const isAboutCalls = ({ kind }: Question): boolean =>
  kind === 'call' || kind === 'call-permission-request'

/** The message that goes out; of a template that carries a request neither name nor category is known. */
export const bodyOf = (question: Exclude<Question, { kind: 'call' }>): Body => {
  if (question.kind !== 'call-permission-request') return question
  return question.by === 'template' ? { kind: 'template', name: '' } : { kind: 'service' }
}
