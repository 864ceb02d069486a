import type { Plant, Scalar } from './ledger.ts'

/** A scalar of which the ledger is to know what it is. Scalars without it are words of the API itself, and clean. */
export class Leaf {
  readonly value: Scalar
  readonly plants: readonly Plant[]
  /** What kind of clean value it is; null if it is none, or only in part. */
  readonly kind: string | null
  /** Written with escapes that it does not need. */
  readonly isEscaped: boolean

  constructor(value: Scalar, plants: readonly Plant[], kind: string | null = null, isEscaped = false) {
    this.value = value
    this.plants = plants
    this.kind = kind
    this.isEscaped = isEscaped
  }
}

/** An object of which a key is a leaf. */
export class Keyed {
  readonly entries: readonly (readonly [key: Leaf, value: Tree])[]

  constructor(entries: readonly (readonly [key: Leaf, value: Tree])[]) {
    this.entries = entries
  }
}

/** A document in a string. */
export class Inside {
  readonly tree: Tree

  constructor(tree: Tree) {
    this.tree = tree
  }
}

/** A body before it is written. */
export type Tree = Scalar | Leaf | Keyed | Inside | readonly Tree[] | { readonly [key: string]: Tree }
