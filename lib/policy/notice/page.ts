/** A part of a page. All texts are plain; the writers escape them. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [term: string, text: string])[] }
  | { readonly kind: 'table'; readonly caption: string; readonly head: readonly string[]; readonly rows: Rows }

/** The first cell of a row names it. */
export type Rows = readonly (readonly string[])[]

/** A document for people, before it is written as Markdown or HTML. */
export interface Page {
  /** BCP 47. */
  readonly lang: string
  readonly title: string
  readonly blocks: readonly Block[]
}
