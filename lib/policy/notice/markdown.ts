import type { Block, Page } from './page.ts'

type Writers = { readonly [Kind in Block['kind']]: (block: Extract<Block, { kind: Kind }>) => string }

const WRITERS: Writers = {
  heading: ({ text }) => `## ${escaped(text)}`,
  text: ({ text }) => escaped(text),
  facts: ({ facts }) => facts.map(([term, text]) => `- **${escaped(term)}:** ${escaped(text)}`).join('\n'),
  table: ({ caption, head, rows }) => [
    `**${escaped(caption)}**`, '',
    row(head), row(head.map(() => '---')), ...rows.map((cells) => row(cells.map(escaped))),
  ].join('\n'),
}

/** A page as Markdown with tables. */
export function markdownPage({ title, blocks }: Page): string {
  return [`# ${escaped(title)}`, ...blocks.map(written)].join('\n\n').concat('\n')
}

function written<Kind extends Block['kind']>(block: Extract<Block, { kind: Kind }>): string {
  return (WRITERS[block.kind] as (one: typeof block) => string)(block)
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Whatever Markdown or the HTML in it would take for its own; line breaks would end a row. */
function escaped(text: string): string {
  const inline = text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~!&]/g, '\\$&')
  return inline.replace(/^[-+=]/, '\\$&').replace(/^(\d+)([.)])(?= )/, '$1\\$2')
}
