import { TAG } from '../decide/verdict.ts'
import type { Decision } from './observer.ts'

/** Pointers as they may be shown: segments that are private themselves stand as `{key}`. */
export function pointersToShow(decisions: readonly Decision[]): (pointer: string) => string {
  const withheld = new Set(decisions.filter(({ isKey, outcome }) => isKey && outcome > TAG).map(({ pointer }) => pointer))
  return (pointer) => {
    let path = ''
    return pointer.split('/').map((segment, index) => {
      if (index === 0) return segment
      path += `/${segment}`
      return withheld.has(path) ? '{key}' : segment
    }).join('/')
  }
}
