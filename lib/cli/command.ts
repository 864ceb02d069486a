/** An option of a command, as help shows it and the parser checks it. */
export interface OptionSpec {
  /** What help calls the value; an option without one is a switch. */
  readonly value?: string
  readonly about: string
  readonly required?: boolean
  /** The only values there are. */
  readonly oneOf?: readonly string[]
}

/** What was typed after the name of a command. */
export interface Arguments {
  has(option: string): boolean
  /** The value of an option that takes one. */
  get(option: string): string | undefined
  /** The value of a required option. */
  need(option: string): string
  readonly operands: readonly string[]
}

export interface Command {
  readonly name: string
  /** One line, for the list of commands. */
  readonly about: string
  /** What may follow the options, as help shows it; empty if nothing may. With `...` there may be several. */
  readonly operand: string
  readonly options: ReadonlyMap<string, OptionSpec>
  /** Options of which one at most makes sense. */
  readonly exclusive?: readonly string[]
  /** A line that works, shown by help and by messages about wrong usage. */
  readonly example: string
  /** Paragraphs that help adds. */
  readonly notes: readonly string[]
  /** @returns the exit code; anything thrown becomes one in main.ts */
  run(args: Arguments): Promise<number>
}

/** Exit codes. */
export const DONE = 0
/** What the command looks for is there. */
export const FOUND = 1
/** The command line, the policy or a file is wrong. */
export const WRONG = 2
/** The body may not leave. */
export const REFUSED = 3
