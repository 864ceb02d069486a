/** What stops a reader: thrown by the JSON and YAML readers, turned into a problem with file and line by `parse`. */
export class Fault extends Error {
  override readonly name = 'Fault'
  /** Offset in UTF-16 units. */
  readonly at: number
  readonly example: string

  constructor(at: number, what: string, example: string) {
    super(what)
    this.at = at
    this.example = example
  }
}

/** Containers in containers; no policy needs more, and readers may recurse. */
export const MAX_NESTING = 64
