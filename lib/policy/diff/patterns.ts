/** The segments of a path pattern. */
function segmentsOf(pattern: string): readonly string[] {
  return pattern.split('/').slice(1)
}

/** True if every place that `narrow` means is one that `wide` means: `/contacts/**` contains `/contacts/x/phone`. */
export function contains(wide: string, narrow: string): boolean {
  return within(segmentsOf(wide), segmentsOf(narrow))
}

function within([first, ...wide]: readonly string[], narrow: readonly string[]): boolean {
  if (first === undefined) return narrow.length === 0
  if (first === '**') {
    return within(wide, narrow) || (narrow.length > 0 && within([first, ...wide], narrow.slice(1)))
  }
  const [next, ...rest] = narrow
  if (next === undefined || next === '**') return false
  return (first === '*' || first === next) && within(wide, rest)
}

/** True if there is a place that both patterns mean. */
export function meet(one: string, other: string): boolean {
  return overlap(segmentsOf(one), segmentsOf(other))
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  const [a, ...restOfOne] = one
  const [b, ...restOfOther] = other
  if (a === undefined && b === undefined) return true
  if (a === '**') return overlap(restOfOne, other) || (b !== undefined && overlap(one, restOfOther))
  if (b === '**') return overlap(one, restOfOther) || (a !== undefined && overlap(restOfOne, other))
  return a !== undefined && b !== undefined && (a === '*' || b === '*' || a === b) && overlap(restOfOne, restOfOther)
}
