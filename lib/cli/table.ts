/**
 * Rows as lines, indented, the cells below each other.
 * @param numbers the column that stands to the right
 */
export function columns(rows: readonly (readonly string[])[], numbers = -1): string[] {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(cell.length, most[at] ?? 0)), [])
  return rows.map((row) => `  ${row.map((cell, at) => {
    const width = widths[at] ?? 0
    return at === numbers ? cell.padStart(width) : cell.padEnd(width)
  }).join('  ').trimEnd()}`)
}

/** JSON has all of them. */
const MAX_PLACES = 5

/** Paths, in one cell. */
export function places(paths: readonly string[]): string {
  const shown = paths.slice(0, MAX_PLACES).map((path) => path || '(the whole document)').join(' ')
  return paths.length > MAX_PLACES ? `${shown} and ${paths.length - MAX_PLACES} more` : shown
}

/** Names come from files; a terminal must not take them for commands. */
export function printable(line: string): string {
  return [...line].map((char) => ((char >= ' ' && char < '\x7f') || char >= '\xa0' ? char : '?')).join('')
}
