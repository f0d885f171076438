import type { LawsResult } from '../run/run-laws.ts'
import type { LawResult } from '../run/verdict.ts'
import { replayArguments } from './replay.ts'
import { storyInWords } from './story-in-words.ts'

/** The report as JUnit's XML: a law is a test case, a law that is not judged a skipped one. */
export const lawsToJUnit = ({ results, compared, milliseconds }: LawsResult, engine: string): string => {
  const cases = [
    ...results.map((result) => ({
      name: result.law.id,
      seconds: result.milliseconds / 1000,
      body: bodyOf(result),
      verdict: result.verdict,
    })),
    ...compared.map(({ rulebook, depth, verdict, disagreement, silence, milliseconds: taken }) => ({
      name: `every history of up to ${depth} events under ${rulebook}`,
      seconds: taken / 1000,
      verdict,
      body:
        verdict === 'holds'
          ? ''
          : failure(verdict, disagreement === null ? (silence ?? '') : JSON.stringify(disagreement)),
    })),
  ]
  const count = (isCounted: (verdict: string) => boolean): number =>
    cases.filter(({ verdict }) => isCounted(verdict)).length
  const failed = count((verdict) => verdict !== 'holds' && verdict !== 'not-judged')
  const head =
    `name="laws of ${escaped(engine)}" tests="${cases.length}" failures="${failed}" ` +
    `skipped="${count((verdict) => verdict === 'not-judged')}" time="${milliseconds / 1000}"`
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite ${head}>`,
    ...cases.map(
      ({ name, seconds, body }) =>
        `<testcase classname="${escaped(engine)}" name="${escaped(name)}" time="${seconds}">${body}</testcase>`,
    ),
    '</testsuite></testsuites>',
  ].join('\n')}\n`
}

const bodyOf = (result: LawResult): string => {
  const { law, verdict, missing, silence, counterexample } = result
  switch (verdict) {
    case 'holds':
      return ''
    case 'not-judged':
      return '<skipped message="the engine does not answer for what could break it"/>'
    case 'never-exercised':
      return failure(verdict, `never occurred: ${missing.join('; ')}`)
    case 'does-not-speak':
      return failure(verdict, silence?.reason ?? '')
    case 'broken': {
      const again = replayArguments(result)?.join(' ') ?? ''
      const history = counterexample === null ? '' : storyInWords(counterexample.story).join('\n')
      return failure(verdict, `${law.sentence}\n${history}\n${again}`)
    }
  }
}

const failure = (verdict: string, text: string): string =>
  `<failure message="${escaped(verdict)}">${escaped(text)}</failure>`

/** Text for XML; what XML cannot hold at all becomes a question mark. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
