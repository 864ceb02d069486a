import type { Case } from '../cases/case.ts'

export type Emit = (piece: Buffer) => void

/** One body on its way: bytes in, in chunks; bytes out, through `emit`. */
export interface Pass {
  push(chunk: Buffer): void | Promise<void>
  end(): void | Promise<void>
}

export type Start = (emit: Emit) => Pass

/** What a contender is told before it starts, as a team that knows its own API would configure it. */
export interface Setting {
  readonly one: Case
  /** Names of the members whose whole value is private in this case. */
  readonly keys: readonly string[]
  /** Their places: segments, `*` for the index of an array. */
  readonly places: readonly (readonly string[])[]
  /** The built package to load the filter from. */
  readonly library: string
}

/** Something that filters bodies, or a bound that no filter can pass. */
export interface Contender {
  readonly name: string
  /** For a table; Markdown. */
  readonly title: string
  /** Packages of benchmarks/peers that it needs. */
  readonly peers: readonly string[]
  /** A bound hides nothing; what it leaks is not counted. */
  readonly isBound: boolean
  readonly prepare: (setting: Setting) => Prepared | Promise<Prepared>
}

/** `text` is handed the body as a string that is made before the clock starts. */
export type Prepared = { readonly start: Start } | { readonly text: (body: string) => unknown }
