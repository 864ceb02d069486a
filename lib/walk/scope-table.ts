import type { KeyEntry } from './key-dictionary.ts'
import { ELEMENT, type PathAutomaton } from './path-automaton.ts'
import { T_NUMBER, T_STRING, TELLING, type KeyClass } from './watch.ts'

/**
 * What a place in a document means: which keys lead to it, as far as anybody asks. Places that mean the same share a
 * scope, so their number depends on the schema, not on the size of the document.
 */
export interface Scope {
  readonly id: number
  /** Class of the nearest key: the member's, or for an array element the array's. */
  readonly own: KeyClass
  /** Class of the key under which the enclosing object stands. */
  readonly parent: KeyClass
  /** Nearest class at or above `parent` that covers everything below it. */
  readonly inherited: KeyClass | null
  readonly pathState: number
  /** Normalised path, safe to show. */
  readonly path: string
  /** JSON types that are reported here whatever their bytes hold. */
  readonly watch: number
}

/** Past `maxScopes`, scopes are told apart by meaning only and share this path. */
const DEEP_PATH = '/**'

/** Interns scopes. Shared by all streams of a filter. */
export class ScopeTable {
  readonly scopes: Scope[] = []
  private readonly automaton: PathAutomaton
  private readonly maxScopes: number
  private readonly children = new Map<number, number>()
  private readonly byMeaning = new Map<string, number>()

  constructor(automaton: PathAutomaton, root: KeyEntry, maxScopes: number) {
    this.automaton = automaton
    this.maxScopes = maxScopes
    this.add(root.keyClass, root.keyClass, null, automaton.start, '')
  }

  /** The scope of the document itself. */
  readonly root = 0

  /** The scope of a member of the object at `scope`. */
  member(scope: number, key: KeyEntry): number {
    return this.children.get(scope * KEYS + key.id) ?? this.newMember(scope, key)
  }

  /** The scope of the elements of the array at `scope`. */
  element(scope: number): number {
    return this.children.get(scope * KEYS + KEYS - 1) ?? this.newElement(scope)
  }

  private newMember(id: number, key: KeyEntry): number {
    const above = this.scopes[id] as Scope
    const inherited = above.own.inherits ? above.own : above.inherited
    const pathState = this.automaton.next(above.pathState, key.literal)
    const path = above.path === DEEP_PATH ? DEEP_PATH : `${above.path}/${key.label}`
    return this.remember(id * KEYS + key.id, key.keyClass, above.own, inherited, pathState, path)
  }

  private newElement(id: number): number {
    const above = this.scopes[id] as Scope
    const pathState = this.automaton.next(above.pathState, ELEMENT)
    const path = above.path === DEEP_PATH ? DEEP_PATH : `${above.path}/*`
    return this.remember(id * KEYS + KEYS - 1, above.own, above.parent, above.inherited, pathState, path)
  }

  private remember(
    child: number,
    own: KeyClass,
    parent: KeyClass,
    inherited: KeyClass | null,
    pathState: number,
    path: string,
  ): number {
    if (this.children.size < this.maxScopes) {
      const id = this.add(own, parent, inherited, pathState, path)
      this.children.set(child, id)
      return id
    }
    const meaning = `${own.id} ${parent.id} ${inherited?.id ?? -1} ${pathState}`
    const known = this.byMeaning.get(meaning)
    if (known !== undefined) return known
    const id = this.add(own, parent, inherited, pathState, DEEP_PATH)
    this.byMeaning.set(meaning, id)
    return id
  }

  private add(own: KeyClass, parent: KeyClass, inherited: KeyClass | null, pathState: number, path: string): number {
    const telling = (own.watch & T_STRING) !== 0 ? TELLING : 0
    const watch = own.watch | telling | (own.fact || inherited !== null ? T_STRING | T_NUMBER : 0)
    this.scopes.push({ id: this.scopes.length, own, parent, inherited, pathState, path, watch })
    return this.scopes.length - 1
  }
}

/** More than there are key entries: children are numbered scope * KEYS + key. */
const KEYS = 0x10_0000
