import type { MetricsPort } from '../../src/index.ts'

/** Counts in memory; its text has a line for each number, under its name and labels. */
export const memoryMetrics = (): MetricsPort => {
  const numbers = new Map<string, number>()
  const begun = (line: string): string => {
    numbers.set(line, numbers.get(line) ?? 0)
    return line
  }
  const add = (line: string, by: number): unknown => numbers.set(line, (numbers.get(line) ?? 0) + by)
  return {
    counter:
      ({ name, labels = [] }) =>
      (...values) => {
        const under = labels.map((label, index) => `${label}="${values[index]}"`).join()
        const line = begun(under === '' ? name : `${name}{${under}}`)
        return { add: (by) => void add(line, by) }
      },
    gauge: ({ name }) => ({ set: (value) => void numbers.set(begun(name), value) }),
    histogram: ({ name }) => {
      const line = begun(`${name}_count`)
      return { observe: () => void add(line, 1) }
    },
    read: async () => ({
      contentType: 'text/plain; of=memory',
      text: [...numbers].map(([line, number]) => `${line} ${number}\n`).join(''),
    }),
  }
}
