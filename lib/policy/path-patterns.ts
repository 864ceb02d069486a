/**
 * True if there is a place that both patterns stand for. Takes time in proportion to the product of their lengths.
 */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [a.split('/').slice(1), b.split('/').slice(1)]
  let next: boolean[] = []
  for (let i = one.length; i >= 0; i--) {
    const row: boolean[] = []
    for (let j = other.length; j >= 0; j--) {
      const [first, second] = [one[i], other[j]]
      row[j] = (first === undefined && second === undefined)
        || (first === '**' && (next[j] === true || (second !== undefined && row[j + 1] === true)))
        || (second === '**' && (row[j + 1] === true || (first !== undefined && next[j] === true)))
        || (first !== undefined && second !== undefined && next[j + 1] === true && isSame(first, second))
    }
    next = row
  }
  return next[0] === true
}

/** True if every place that `narrow` stands for is one that `wide` stands for: `/contacts/**` contains `/contacts/x/phone`. */
export function contains(wide: string, narrow: string): boolean {
  const [one, other] = [wide.split('/').slice(1), narrow.split('/').slice(1)]
  let next: boolean[] = []
  for (let i = one.length; i >= 0; i--) {
    const row: boolean[] = []
    for (let j = other.length; j >= 0; j--) {
      const [first, second] = [one[i], other[j]]
      row[j] = (first === undefined && second === undefined)
        || (first === '**' && (next[j] === true || (second !== undefined && row[j + 1] === true)))
        || (first !== undefined && second !== undefined && second !== '**' && next[j + 1] === true
          && (first === '*' || first === second))
    }
    next = row
  }
  return next[0] === true
}

function isSame(a: string, b: string): boolean {
  return a === b || a === '*' || b === '*'
}
