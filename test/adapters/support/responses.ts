import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TapOptions } from '../../../lib/adapters/node-response.ts'
import { tapResponse } from '../../../lib/adapters/node-response.ts'
import type { StandInGate } from './stand-in.ts'

/** A listener whose responses are tapped before the handler sees them. */
export function tapped(
  gate: StandInGate,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  options: TapOptions = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    tapResponse(request, response, gate, options)
    handle(request, response)
  }
}

/** A response of a unit test: it has what the test thought of, and nothing else. */
export class MockResponse extends EventEmitter {
  statusCode = 200
  readonly written: string[] = []
  ended = false

  write(chunk: string | Buffer): boolean {
    this.written.push(String(chunk))
    return true
  }

  end(chunk?: string | Buffer): this {
    if (chunk !== undefined) this.written.push(String(chunk))
    this.ended = true
    return this
  }
}

export const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))
