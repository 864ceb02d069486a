import type { TextView } from './view.ts'

/** A text that stands for itself: one unit is one outer position, replacements need no coding. */
export function plainView(text: string): TextView {
  return { text, toOuter: (index) => index, encode: (replacement) => replacement }
}
