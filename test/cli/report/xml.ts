/** An element of XML or HTML, with the text directly in it. */
export interface Element {
  readonly name: string
  readonly parent: string
  readonly attributes: Readonly<Record<string, string>>
  text: string
}

const TOKEN = /<\?[^>]*\?>|<!doctype html>|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g
const ENTITY: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** Elements of HTML that have no end. */
const VOID: ReadonlySet<string> = new Set(['meta', 'br', 'link', 'hr'])

/** Every element, in order; throws where the text is not well formed. */
export function elementsOf(text: string): Element[] {
  const open: Element[] = []
  const all: Element[] = []
  TOKEN.lastIndex = 0
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(text)
    if (token === null) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 40)}`)
    const [, close, name, attributes = '', empty, words] = token
    if (words !== undefined && open.length > 0) open.at(-1)!.text += unescaped(words)
    if (name === undefined) continue
    if (close === '/') {
      const last = open.pop()
      if (last?.name !== name) throw new Error(`</${name}> ends <${last?.name ?? ''}>`)
      continue
    }
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, unescaped(value)] as const)
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`<${name}> has an attribute twice`)
    const element = { name, parent: open.at(-1)?.name ?? '', attributes: Object.fromEntries(pairs), text: '' }
    all.push(element)
    if (empty !== '/' && !VOID.has(name)) open.push(element)
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> does not end`)
  return all
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));|&/g, (whole, code: string | undefined, name: string | undefined) => {
    const char = code === undefined ? ENTITY[name ?? ''] : String.fromCodePoint(Number(code))
    if (char === undefined) throw new Error(`\`${whole}\` is no reference`)
    return char
  })
}
