import type { DraftDocument } from '../policy/classification/draft.ts'
import type { Proposal, Proposals, QuietPlace } from '../policy/classification/proposals.ts'
import { columns, places, printable } from './table.ts'

/** What `scan` has to say. */
export interface ScanReport extends Proposals {
  readonly bodies: number
  readonly neverGranted: readonly string[]
  readonly draft: readonly DraftDocument[]
}

type Row = readonly string[]

/**
 * Proposals for people:
 *
 *     found
 *       /contacts/*\/email  user.contact.email  12 of 12  0.88  by key  email
 */
export function scanText(report: ScanReport): string {
  const { bodies, proposals, harmless, undecided, neverGranted, draft } = report
  const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    ['found', proposals.map(proposalRow)],
    ['harmless, it seems', harmless.map(quietRow)],
    ['undecided: nothing was found', undecided.map(quietRow)],
    ['found, and never granted to anybody', neverGranted.map((category) => [category])],
    ['draft', draft.map(draftRow)],
  ]
  const lines = [
    `bodies ${bodies}, places ${new Set([...proposals, ...harmless, ...undecided].map(({ path }) => path)).size}`,
    ...sections.flatMap(([title, rows]) => (rows.length === 0 ? [] : ['', title, ...columns(rows)])),
  ]
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function proposalRow({ path, of, category, values, found, confidence, by, detectors }: Proposal): Row {
  const place = `${of === 'keys' ? 'key ' : ''}${places([path])}`
  const times = values === null ? String(found) : `${found} of ${values}`
  return [place, category, times, confidence.toFixed(2), `by ${by}`, detectors.join(', ')]
}

function quietRow({ path, types, values }: QuietPlace): Row {
  return [places([path]), types.join(' or '), String(values)]
}

function draftRow(document: DraftDocument): Row {
  const { kind, id } = document
  if (kind === 'Detectors') {
    return [kind, id, Object.values(document.detectors).flatMap(({ keys = [] }) => keys).join(', ')]
  }
  const categories = Object.values(document.disclosures).flatMap((entry) => Object.keys(entry.categories))
  return [kind, id, `categories ${categories.length}`]
}
