import type { Writable } from 'node:stream'
import type { Arguments, OptionSpec } from './command.ts'
import { WholeFile } from './files.ts'

/** Writes a text and waits until it was taken; rejects with the error of the stream. */
export function print(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** The option that says where a text goes. */
export const OUT: readonly [string, OptionSpec] =
  ['out', { value: 'FILE', about: 'write there instead of to standard output, as a whole or not at all' }]

interface Output {
  readonly text: string
  readonly code: number
}

/** Makes a text, and writes it where `--out` says; where it cannot be written, it is not made. */
export async function withOutput(args: Arguments, make: () => Output | Promise<Output>): Promise<number> {
  const file = args.has('out') ? new WholeFile(args.need('out')) : null
  try {
    const { text, code } = await make()
    if (file !== null) file.write(text)
    else if (text !== '') await print(process.stdout, text)
    return code
  } finally {
    file?.discard()
  }
}
