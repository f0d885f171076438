import { describe, expect, it } from 'vitest'
import { cyclesIn, fileGraph, partGraph, type ImportGraph } from '../src/cycles.ts'
import { diagramUnder, disagreements, type Diagram } from '../src/diagram.ts'
import { readText, textFiles } from '../src/files.ts'
import { importsOf } from '../src/imports.ts'

const core = 'packages/core/src'
const parts = partGraph(
  fileGraph(textFiles((path) => path.startsWith(`${core}/`) && path.endsWith('.ts')).flatMap(importsOf)),
  core,
)

/** The folders of core, and the engine; other files beside them are of no layer. */
const layers: ImportGraph = new Map(
  [...parts].flatMap(([part, others]) =>
    isLayer(part) ? [[nameOf(part), others.filter(isLayer).map(nameOf)] as const] : [],
  ),
)

function isLayer(part: string): boolean {
  return !part.endsWith('.ts') || part === 'engine.ts'
}

function nameOf(part: string): string {
  return part.replace(/\.ts$/, '')
}

const diagram: Diagram = diagramUnder('Inside core', readText('packages/README.md').text) ?? new Map()

describe('inside core', () => {
  it('folders and files import each other in no circle', () => {
    expect(cyclesIn(parts).map((circle) => circle.join(' → '))).toEqual([])
  })

  it('data flows as the diagram shows', () => {
    expect(layers.size).toBeGreaterThan(8)
    expect(disagreements(diagram, layers)).toEqual([])
  })
})

describe('a diagram that is wrong is found out', () => {
  const drawn = (text: string): Diagram =>
    diagramUnder('Inside x', `# Map\n\n## Inside x\n\n\`\`\`mermaid\nflowchart TD\n${text}\n\`\`\`\n`) ??
    new Map()
  const imports: ImportGraph = new Map([
    ['time', []],
    ['event', ['time']],
    ['rules', ['time']],
    ['charge', ['event', 'time']],
  ])

  it.each([
    ['nothing is', 'time[instants] --> event[facts] & rules\n event --> charge', []],
    [
      'an arrow is missing',
      'time --> rules\n time --> charge[-->]\n event --> charge',
      ['event imports time, and no arrows lead from time to event'],
    ],
    [
      'an arrow is there in vain',
      'time --> event\n time --> rules\n event --> charge\n rules --> charge',
      ['an arrow leads from rules to charge, which does not import it'],
    ],
    [
      'a folder is not drawn',
      'time --> event --> \n time --> rules\n time --> event',
      [
        'charge is not in the diagram',
        'charge imports event, and no arrows lead from event to charge',
        'charge imports time, and no arrows lead from time to charge',
      ],
    ],
    [
      'one is drawn that is not there',
      'time --> event & rules & talk\n event --> charge',
      ['there is no talk', 'an arrow leads from time to talk, which does not import it'],
    ],
  ])('%s', (_, text, expected) => {
    expect(disagreements(drawn(text), imports)).toEqual(expected)
  })

  it('as is a page without one', () => {
    expect(diagramUnder('Inside y', '# Map\n\n## Inside x\n')).toBeNull()
    expect(diagramUnder('Inside x', '# Map\n\n## Inside x\n\n## Inside y\n\n```mermaid\n```\n')).toBeNull()
  })
})
