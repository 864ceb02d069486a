import type { Receipt } from '../audit/receipt.ts'
import { EgressError } from '../errors.ts'
import { isReceipt } from '../policy/notice/observed.ts'
import { fileError, openInput } from './files.ts'

/**
 * The receipts of a log, one JSON object per line; empty lines are none.
 * @throws EgressError ERR_EGRESS_FILE, with the number of a line that is no receipt
 */
export async function* readReceipts(name: string): AsyncGenerator<Receipt> {
  let line = 0
  for await (const text of linesOf(name)) {
    line++
    if (text.trim() === '') continue
    const receipt = parsed(text)
    if (!isReceipt(receipt)) {
      throw new EgressError('ERR_EGRESS_FILE', { what: `\`${name}\`: line ${line} is no receipt` })
    }
    yield receipt
  }
}

async function* linesOf(name: string): AsyncGenerator<string> {
  const input = await openInput(name)
  let rest = ''
  try {
    for await (const chunk of input.setEncoding('utf8')) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    throw fileError(name, cause)
  }
  yield rest
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
