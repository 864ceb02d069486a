/** The last values made, by name; the least recently used one is forgotten. */
export class Cache<Value> {
  private readonly size: number
  private readonly values = new Map<string, Value>()

  constructor(size: number) {
    this.size = size
  }

  /** @param isGood false for a value that must be made anew */
  get(name: string, make: () => Value, isGood: (value: Value) => boolean = () => true): Value {
    const known = this.values.get(name)
    if (known !== undefined) {
      this.values.delete(name)
      if (isGood(known)) {
        this.values.set(name, known)
        return known
      }
    }
    const value = make()
    this.values.set(name, value)
    if (this.values.size > this.size) this.values.delete(this.values.keys().next().value as string)
    return value
  }
}
