import type { Explained } from '../judge.ts'

/** Survivors among the questions and answers. */
export const inAsk: readonly Explained[] = [
  {
    reason: 'No message has two deadlines today.',
    mutants: [
      { file: 'ask/ask.ts', line: 'validUntil: deadlines.length === 0 ? null', to: 'Math.max(...deadlines)' },
    ],
  },
  {
    reason: 'Only the compiler needs it: `null` compares as 0, and no opener happened in 1970.',
    mutants: [
      {
        file: 'ask/checks.ts',
        line: 'if (closedByMeta !== null && latestOpener <= closedByMeta',
        to: 'true',
      },
    ],
  },
  {
    reason:
      'Only the compiler needs it: a template without a status may be sent, so no reason names its status.',
    mutants: [{ file: 'ask/checks.ts', line: "const status = template.status ?? 'UNKNOWN'", to: '""' }],
  },
  {
    reason:
      'A message that is sent and delivered at once opens the entry point that it answers, so its end is known.',
    mutants: [
      {
        file: 'ask/forecast.ts',
        line: 'entryPoint !== standing.entryPoint && entryPoint?.closesAt',
        to: 'true',
      },
      {
        file: 'ask/forecast.ts',
        line: 'entryPoint !== standing.entryPoint && entryPoint?.closesAt',
        to: 'entryPoint.closesAt',
      },
    ],
  },
  {
    reason:
      'The forecast takes the charge of a message that was not sent yet; its id and its reports are not told.',
    mutants: [
      { file: 'ask/forecast.ts', line: "id: '',", to: '"Stryker was here!"' },
      { file: 'ask/forecast.ts', line: 'isPricingContradicted: false,', to: 'true' },
    ],
  },
  {
    reason:
      'A service message may be sent only inside a window, and a window is open only inside a conversation, so it opens none.',
    mutants: [{ file: 'ask/forecast.ts', line: "if (question.kind !== 'template') return []", to: 'false' }],
  },
  {
    reason: 'Whoever is not the customer begins a conversation of the business.',
    mutants: [{ file: 'ask/forecast.ts', line: "joinConversation(conversation, at, 'template'", to: '""' }],
  },
  {
    reason: 'Only the compiler needs it: after a template there is a conversation.',
    mutants: [{ file: 'ask/forecast.ts', line: 'return next !== null && next.openedAt', to: 'true' }],
  },
]
