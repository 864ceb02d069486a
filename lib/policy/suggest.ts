/**
 * The name that was probably meant, or undefined if none is near: the shortest that has everything in it
 * (`user.contact.phone` in `user.contact.phone_number`), else the one with the fewest letters to change. Ties go to the
 * first in lexical order.
 */
export function suggest(name: string, names: Iterable<string>): string | undefined {
  const candidates = [...names].sort()
  const [fuller] = candidates.filter((candidate) => within(name, candidate)).sort((a, b) => a.length - b.length)
  if (fuller !== undefined) return fuller
  let best: string | undefined
  let least = Math.max(2, Math.floor(name.length * 0.4)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const distance = edits(name.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** `; did you mean ...?`, or nothing. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const meant = suggest(name, names)
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`
}

/** True if every part of the name begins a part of the candidate. */
function within(name: string, candidate: string): boolean {
  const parts = candidate.split('.')
  return name !== '' && name.split('.').every((part) => part !== '' && parts.some((other) => other.startsWith(part)))
}

/** Levenshtein distance: inserted, deleted and replaced letters. Names are short, so its square is no matter. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
