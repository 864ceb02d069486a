/** True if there is a place that both patterns stand for. */
export function overlap(a: string, b: string): boolean {
  return meets(a, b, (first, second) => first === second || first === '*' || second === '*', true)
}

/** True if every place that `narrow` stands for is one that `wide` stands for: `/contacts/**` contains `/contacts/x/phone`. */
export function contains(wide: string, narrow: string): boolean {
  return meets(wide, narrow, (first, second) => second !== '**' && (first === second || first === '*'), false)
}

/**
 * Walks along both patterns from the end. Takes time in proportion to the product of their lengths.
 *
 * @param isStep whether one segment of either may stand for the same
 * @param isMutual whether `**` of the second pattern, too, may stand for any segments of the first
 */
function meets(a: string, b: string, isStep: (first: string, second: string) => boolean, isMutual: boolean): boolean {
  const [one, other] = [a.split('/').slice(1), b.split('/').slice(1)]
  let next: boolean[] = []
  for (let i = one.length; i >= 0; i--) {
    const row: boolean[] = []
    for (let j = other.length; j >= 0; j--) {
      const [first, second] = [one[i], other[j]]
      const [isBehindFirst, isBehindSecond] = [next[j] === true, row[j + 1] === true]
      row[j] = (first === undefined && second === undefined)
        || (first === '**' && (isBehindFirst || (second !== undefined && isBehindSecond)))
        || (isMutual && second === '**' && (isBehindSecond || (first !== undefined && isBehindFirst)))
        || (first !== undefined && second !== undefined && next[j + 1] === true && isStep(first, second))
    }
    next = row
  }
  return next[0] === true
}
