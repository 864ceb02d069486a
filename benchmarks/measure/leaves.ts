const SPACE = /[ \t\r\n]*/y
const SCALAR = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y

/**
 * Every scalar of a JSON text as it is spelled, by its JSON Pointer. Throws where the text is not JSON.
 * A parser would not do: it forgets how a number was written.
 */
export function leavesOf(text: string): Map<string, string> {
  JSON.parse(text)
  const leaves = new Map<string, string>()
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [found] = pattern.exec(text) ?? ['']
    at += found.length
    return found
  }
  const peek = (): string | undefined => {
    take(SPACE)
    return text[at]
  }
  const string = (): string => {
    const start = at
    do at = text.indexOf('"', at + 1)
    while (isEscaped(text, at))
    return text.slice(start, ++at)
  }
  const value = (pointer: string): void => {
    const first = peek()
    if (first === '"') leaves.set(pointer, string())
    else if (first !== '{' && first !== '[') leaves.set(pointer, take(SCALAR))
    else members(pointer, first === '{')
  }
  const members = (pointer: string, isObject: boolean): void => {
    at++
    for (let index = 0; peek() !== (isObject ? '}' : ']'); index++) {
      let name = String(index)
      if (isObject) {
        name = (JSON.parse(string()) as string).replaceAll('~', '~0').replaceAll('/', '~1')
        peek()
        at++
      }
      value(`${pointer}/${name}`)
      if (peek() === ',') at++
    }
    at++
  }
  value('')
  return leaves
}

/** An odd number of backslashes stands before the quote. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote
  while (text[at - 1] === '\\') at--
  return (quote - at) % 2 === 1
}
