import { EgressError } from '../errors.ts'
import { readLine, type LogLine } from './line.ts'
import { linesOf } from './read-lines.ts'
import type { LogFileInput } from './verify.ts'

/**
 * The lines of a log, file after file, one at a time. An unfinished last line is left out: it is being written, or was
 * cut off by a crash.
 *
 * @throws EgressError ERR_EGRESS_FILE at a line that is none of a log
 */
export async function* readLog(files: Iterable<LogFileInput>): AsyncGenerator<LogLine> {
  for (const { name: file, bytes } of files) {
    for await (const raw of linesOf(bytes)) {
      if (raw.end === 'file') continue
      const line = raw.end === 'line' ? readLine(raw.bytes) : null
      if (line === null) throw new EgressError('ERR_EGRESS_FILE', { file, line: raw.line, what: NO_LINE })
      yield line
    }
  }
}

const NO_LINE = 'it is no line of a log of receipts'
