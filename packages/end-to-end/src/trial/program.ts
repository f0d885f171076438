/** What a trial says of itself on the command line. */
interface Told {
  readonly name: string
  readonly usage: string
  readonly help: string
}

/** A trial as a command: 0 nothing is wrong, 1 something is, 2 unusable arguments. */
export interface Program {
  /** Ends the process with the reason. */
  readonly unusable: (reason: string) => never
  /** What was given; ends the process where it cannot be read, or where help was asked for. */
  readonly given: <Values extends { readonly help: boolean }>(
    parse: () => { readonly values: Values },
  ) => Values
  readonly number: (name: string, text: string, least: number) => number
}

export const programOf = ({ name, usage, help }: Told): Program => {
  const unusable = (reason: string): never => {
    process.stderr.write(`${name}: ${reason}\nUsage: ${usage}\n`)
    process.exit(2)
  }
  return {
    unusable,
    given: (parse) => {
      try {
        const { values } = parse()
        if (!values.help) return values
      } catch (error) {
        unusable(error instanceof Error ? error.message : String(error))
      }
      process.stdout.write(`Usage: ${usage}\n\n${help}\n`)
      process.exit(0)
    },
    number: (option, text, least) => {
      const value = Number(text)
      return Number.isSafeInteger(value) && value >= least && text.trim() !== ''
        ? value
        : unusable(`--${option} is not a whole number of at least ${least}`)
    },
  }
}
