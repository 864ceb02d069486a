import type { HeaderTable } from './head.ts'

const SECONDS = /^@(-?\d{1,10})$/

/**
 * Adds headers that say what is ending. Links join those of the application. For the rest it speaks for itself: what it
 * has set stays, and nothing is added that would end before it is deprecated (RFC 8594, RFC 9745).
 */
export function announce(head: HeaderTable, headers: readonly (readonly [name: string, value: string])[]): void {
  const links: string[] = []
  for (const [name, value] of headers) {
    if (name === 'Link') links.push(value)
    else if (!head.has(name) && isInOrder(head, name, value)) head.set(name, value)
  }
  if (links.length === 0) return
  const own = head.get('link')
  const values: readonly unknown[] = Array.isArray(own) ? own : own === undefined ? [] : [own]
  head.set('Link', [...values, ...links.filter((link) => !values.includes(link))])
}

/** Whether the header fits to its counterpart; one that cannot be read contradicts nothing. */
function isInOrder(head: HeaderTable, name: string, value: string): boolean {
  if (name !== 'Deprecation' && name !== 'Sunset') return true
  const begins = SECONDS.exec(name === 'Deprecation' ? value : (head.text('deprecation') ?? ''))?.[1]
  const ends = Date.parse(name === 'Sunset' ? value : (head.text('sunset') ?? ''))
  return begins === undefined || Number.isNaN(ends) || Number(begins) * 1000 <= ends
}
