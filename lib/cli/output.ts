import type { Writable } from 'node:stream'

/** Writes a text and waits until it was taken; rejects with the error of the stream. */
export function print(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
