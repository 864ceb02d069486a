import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'

/**
 * A fenced block of a document. The words behind the language say what a test does with it:
 *
 *     ```js run       it is run as a module, and must end well
 *     ```js server    it is started, and serves the blocks behind it
 *     ```sh run       it is run by a shell: `pii-egress` is the command, port 3000 the server that runs
 *     ```json out     what the block before printed, as JSON
 *     ```text out     the same, as text
 *     ```json policy  it is loaded as a policy file
 *     ```json file=x  it is written to that file, for the blocks behind it
 *
 * Blocks without such a word are not run.
 */
export interface Block {
  readonly language: string
  readonly word: string
  readonly text: string
  /** Line of the opening fence, from 1. */
  readonly line: number
}

/** The blocks of a document, in order. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  const lines = markdown.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const [, language, word = ''] = /^```(\w+)(?: (\S+))?$/.exec(lines[at] ?? '') ?? []
    if (language === undefined) continue
    const end = lines.indexOf('```', at + 1)
    if (end < 0) throw new Error(`line ${at + 1}: a block without an end`)
    blocks.push({ language, word, text: lines.slice(at + 1, end).map((text) => `${text}\n`).join(''), line: at + 1 })
    at = end
  }
  return blocks
}

/** A document of the project, by its path from the root. */
export function readDocument(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
