/** Directives that let a shared cache keep a response; they go when `private` comes. */
const SHARED = new Set(['public', 's-maxage', 'proxy-revalidate'])

/**
 * Keeps shared caches from serving one app's view to another (RFC 9111, 5.2.2.7). `no-store` and `private` stay as they
 * are; anything else becomes private. The time a private cache may keep the response is untouched.
 */
export function privateCacheControl(value: string | undefined): string {
  const directives = value === undefined ? [] : splitList(value)
  const names = directives.map(directive => directive.split('=', 1)[0]?.trim().toLowerCase() ?? '')
  // `private="field"` covers that field only, so the unqualified form is looked for.
  if (names.includes('no-store') || directives.some(directive => directive.toLowerCase() === 'private')) {
    return value ?? ''
  }
  return ['private', ...directives.filter((_, index) => !SHARED.has(names[index] ?? ''))].join(', ')
}

/** Members of a comma-separated list, commas in quotes left alone. Linear. */
export function splitList(value: string): string[] {
  const members: string[] = []
  let quoted = false
  let start = 0
  for (let at = 0; at <= value.length; at++) {
    const char = value[at]
    if (char === '"') quoted = !quoted
    else if (char === '\\' && quoted) at++
    else if (char === undefined || (char === ',' && !quoted)) {
      const member = value.slice(start, at).trim()
      if (member !== '') members.push(member)
      start = at + 1
    }
  }
  return members
}
