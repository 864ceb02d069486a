import type { Decision } from './observer.ts'

/** Pointers as they may be shown: keys that are private stand as `{key}`, also where the app may have them. */
export function pointersToShow(decisions: readonly Decision[]): (pointer: string) => string {
  const found = decisions.filter(({ isKey, rulings }) => isKey && rulings.some(({ finding }) => finding !== null))
  const withheld = new Set(found.map(({ pointer }) => pointer))
  return (pointer) => {
    let path = ''
    return pointer.split('/').map((segment, index) => {
      if (index === 0) return segment
      path += `/${segment}`
      return withheld.has(path) ? '{key}' : segment
    }).join('/')
  }
}
