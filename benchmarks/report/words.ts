import type { Row } from './result.ts'

/** Three significant digits at most: more is noise. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (value === 0) return '0'
  const decimals = value >= 99.5 ? 0 : value >= 9.95 ? 0 : value >= 0.995 ? 1 : value >= 0.0995 ? 2 : 3
  return value.toFixed(decimals)
}

/** `12 %`; never 0 % or 100 % of what is not exactly that. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '-'
  const percent = (100 * part) / whole
  if (part === 0) return '0'
  if (percent < 0.1) return '< 0.1 %'
  return part < whole && percent > 99.9 ? '> 99.9 %' : `${figure(percent)} %`
}

/** `12 MB`. */
export function megabytes(bytes: number): string {
  return `${figure(bytes / 1e6)} MB`
}

/** `12 ms`, `1.2 s`. */
export function duration(milliseconds: number): string {
  return milliseconds >= 1000 ? `${figure(milliseconds / 1000)} s` : `${figure(milliseconds)} ms`
}

/** How many times as fast as JSON.parse of the same bytes; null without figures. */
export function toParse({ measured }: Pick<Row, 'measured'>): number | null {
  return measured === null ? null : measured.rate / measured.parseRate
}

/** `0.31 x`. */
export function times(ratio: number | null): string {
  return ratio === null ? '-' : `${figure(ratio)} x`
}
