import type { CaseResult, Result, Row } from './result.ts'
import { SHOWN } from './tables.ts'
import { figure, share, times, toParse } from './words.ts'

const TITLE = 'MB of input per second of processor time, logarithmic (ratio to JSON.parse of the same bytes)'

interface Bar {
  readonly label: string
  readonly rate: number
  readonly remark: string
  readonly isOurs: boolean
  readonly isBound: boolean
}

interface Panel {
  readonly title: string
  readonly bars: readonly Bar[]
}

const WIDTH = 960
const LABELS = 310
const REMARKS = 260
const SCALE = WIDTH - LABELS - REMARKS
const ROW = 22
const HEAD = 62
const MARGIN = 16
const OURS = 'pii-egress'
const BOUNDS = ['memcpy', 'json-parse', 'parse-stringify']
const COLOURS = { ours: '#0b6e4f', bound: '#9aa5b1', other: '#5b7db1' }

/** Bars of MB per second of processor time, on one logarithmic scale, with ratios to JSON.parse and losses. */
export function plot(result: Result): string {
  const panels = [
    ...result.cases.filter(({ name }) => SHOWN.includes(name)).map(contendersPanel),
    oursPanel(result.cases),
  ].filter(({ bars }) => bars.length > 0)
  const rates = panels.flatMap(({ bars }) => bars.map(({ rate }) => rate))
  const low = Math.floor(Math.log10(Math.min(...rates)))
  const high = Math.ceil(Math.log10(Math.max(...rates)))
  let top = MARGIN + 40
  const parts: string[] = []
  for (const panel of panels) {
    parts.push(drawPanel(panel, top, low, high))
    top += HEAD + panel.bars.length * ROW + MARGIN
  }
  const { date, machine, git } = result
  const quick = result.options.isQuick ? ', quick run' : ''
  const origin = `${date.slice(0, 10)}, ${machine.cpu}, Node ${machine.node}, ${git.ref}${quick}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" `
    + 'font-family="Helvetica, Arial, sans-serif" font-size="13">',
    `<rect width="${WIDTH}" height="${top}" fill="#ffffff"/>`,
    text(MARGIN, MARGIN + 12, TITLE, 15, '#1f2933'),
    text(MARGIN, MARGIN + 32, origin, 12, '#616e7c'),
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function contendersPanel({ name, title, rows }: CaseResult): Panel {
  return { title: `${name}: ${title}`, bars: rows.flatMap((row) => bar(row.title, row)) }
}

function oursPanel(cases: readonly CaseResult[]): Panel {
  const bars = cases.flatMap((one) => one.rows.filter(({ name }) => name === OURS).flatMap((row) => bar(one.name, row)))
  return { title: 'pii-egress on every case', bars }
}

function bar(label: string, row: Row): Bar[] {
  const { measured, name } = row
  if (measured === null) return []
  const { tally } = measured
  const leaks = tally === null ? '' : lost('leaks', tally.leaked, tally.planted)
  const damages = tally === null ? '' : lost('damages', tally.damaged, tally.clean)
  const remark = `${figure(measured.rate)} (${times(toParse(row))}${leaks}${damages})`
  return [{ label: plain(label), rate: measured.rate, remark, isOurs: name === OURS, isBound: BOUNDS.includes(name) }]
}

function lost(verb: string, part: number, all: number): string {
  return part === 0 ? '' : `, ${verb} ${share(part, all)}`
}

/** Without the marks of Markdown. */
function plain(markdown: string): string {
  return markdown.replace(/[`*]/g, '')
}

function drawPanel({ title, bars }: Panel, top: number, low: number, high: number): string {
  const at = (rate: number): number => (SCALE * (Math.log10(rate) - low)) / (high - low)
  const first = top + HEAD - 14
  const bottom = first + bars.length * ROW
  const parts = [text(MARGIN, top + 16, plain(title), 14, '#1f2933', 'bold')]
  for (let power = low; power <= high; power++) {
    const x = LABELS + at(10 ** power)
    parts.push(`<line x1="${x.toFixed(1)}" y1="${first - 6}" x2="${x.toFixed(1)}" y2="${bottom}" stroke="#e4e7eb"/>`)
    const mark = (10 ** power).toFixed(Math.max(0, -power))
    parts.push(text(x, first - 10, mark, 11, '#7b8794', 'normal', 'middle'))
  }
  bars.forEach((one, index) => {
    const y = first + index * ROW
    const width = Math.max(2, at(one.rate))
    const colour = one.isOurs ? COLOURS.ours : one.isBound ? COLOURS.bound : COLOURS.other
    parts.push(text(LABELS - 8, y + 14, one.label, 13, '#323f4b', one.isOurs ? 'bold' : 'normal', 'end'))
    const size = `width="${width.toFixed(1)}" height="${ROW - 7}"`
    parts.push(`<rect x="${LABELS}" y="${y + 3}" ${size} rx="2" fill="${colour}"/>`)
    parts.push(text(LABELS + width + 6, y + 14, one.remark, 12, '#323f4b'))
  })
  return parts.join('\n')
}

function text(
  x: number, y: number, content: string, size: number, colour: string, weight = 'normal', anchor = 'start',
): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<text x="${x.toFixed(1)}" y="${y}" font-size="${size}" fill="${colour}" font-weight="${weight}" `
    + `text-anchor="${anchor}">${escaped}</text>`
}
