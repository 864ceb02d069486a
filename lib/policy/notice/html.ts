import type { Block, Page } from './page.ts'

type Writers = { readonly [Kind in Block['kind']]: (block: Extract<Block, { kind: Kind }>) => string }

const WRITERS: Writers = {
  heading: ({ text }) => `<h2>${escaped(text)}</h2>`,
  text: ({ text }) => `<p>${escaped(text)}</p>`,
  facts: ({ facts }) => ['<dl>', ...facts.map(([term, text]) =>
    `<div><dt>${escaped(term)}</dt><dd>${escaped(text)}</dd></div>`), '</dl>'].join('\n'),
  table: ({ caption, head, rows }) => [
    '<div class="wide" tabindex="0" role="region" aria-label="' + escaped(caption) + '">',
    `<table>\n<caption>${escaped(caption)}</caption>`,
    `<thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead>`,
    '<tbody>', ...rows.map(row), '</tbody>\n</table>\n</div>',
  ].join('\n'),
}

/** Contrast of at least 7:1 in light and dark; tables scroll in themselves where a screen is small. */
const STYLE = `
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 52rem; padding: 1.5rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
h2 { border-top: 1px solid; font-size: 1.25rem; margin-top: 2rem; padding-top: 1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: 1rem 0; width: 100% }
caption { font-weight: 600; padding: .25rem 0; text-align: left }
th, td { border-bottom: 1px solid; padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top }
dl div { display: flex; flex-wrap: wrap; gap: 0 .5rem; margin: .25rem 0 }
dt { font-weight: 600; min-width: 11rem }
dd { flex: 1 1 16rem; margin: 0 }
@media print { body { max-width: none; padding: 0 } }
`

/** A page as HTML that needs nothing else: no script, no picture, no other file. */
export function htmlPage({ lang, title, blocks }: Page): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map(written),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function written<Kind extends Block['kind']>(block: Extract<Block, { kind: Kind }>): string {
  return (WRITERS[block.kind] as (one: typeof block) => string)(block)
}

function row([first = '', ...others]: readonly string[]): string {
  const cells = others.map((cell) => `<td>${escaped(cell)}</td>`).join('')
  return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
}

function escaped(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
}
