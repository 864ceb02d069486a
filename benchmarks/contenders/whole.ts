import type { Start } from './contender.ts'

/** For what needs the body in one piece: collects the chunks and does everything at the end. */
export function whole(filter: (body: Buffer) => Buffer | Promise<Buffer>): Start {
  return (emit) => {
    const chunks: Buffer[] = []
    return {
      push: (chunk) => { chunks.push(chunk) },
      end: () => {
        const filtered = filter(Buffer.concat(chunks))
        if (!(filtered instanceof Promise)) return emit(filtered)
        return filtered.then(emit)
      },
    }
  }
}

/** For what filters the text of a body. */
export function wholeText(filter: (body: string) => string): Start {
  return whole((body) => Buffer.from(filter(body.toString())))
}
