import { compareText } from '../../audit/cells.ts'
import { ceilingFor } from '../../decide/ceiling.ts'
import { DETECTORS } from '../../detect/registry.ts'
import { ofKind } from '../document.ts'
import type { DeclarationBody, DetectorBody, DetectorsBody } from '../document.ts'
import type { CompiledPolicy } from '../policy.ts'
import type { Place } from './census.ts'
import { detectableKeys, type DetectableKey } from './detectable-keys.ts'
import type { Proposal } from './proposals.ts'

/** A policy file that nobody has decided on yet. */
export type DraftDocument = (DeclarationBody | DetectorsBody) & { readonly schemaVersion: 1 }

export interface Draft {
  readonly documents: readonly DraftDocument[]
  /** Categories that were found, and that no declaration can be granted, sorted. */
  readonly neverGranted: readonly string[]
}

export interface DraftOptions {
  /** The app that asks for what the bodies hold. */
  readonly app: string
  /** When the draft begins, in milliseconds since 1970. */
  readonly now: number
}

/**
 * What a person has to decide on: a declaration of everything that was found, under which nothing leaves, and detectors
 * for keys whose values show what the keys do not. It can be loaded beside the policy: its ids are new.
 */
export function draftOf(
  policy: CompiledPolicy, proposals: readonly Proposal[], places: readonly Place[], options: DraftOptions,
): Draft {
  const found = [...new Set(proposals.map(({ category }) => category))].sort(compareText)
  const isGrantable = (category: string): boolean => ceilingFor(category, AUDIENCE)?.mildest !== null
  const granted = found.filter(isGrantable)
  const keys = detectableKeys(places)
  return {
    documents: [
      declarationOf(policy, granted, proposals, options),
      ...(keys.length === 0 ? [] : [detectorsOf(policy, keys)]),
    ],
    neverGranted: found.filter((category) => !isGrantable(category)),
  }
}

/** The narrowest there is. */
const AUDIENCE = 'self'
const DAYS = 90
const DAY_MS = 86_400_000

const WHY = 'Draft: a person has to decide for which purpose this is disclosed, to whom, how clearly, and whether.'

function declarationOf(
  policy: CompiledPolicy, categories: readonly string[], proposals: readonly Proposal[], { app, now }: DraftOptions,
): DraftDocument {
  const from = now - now % DAY_MS
  const entry = {
    use: 'essential.service',
    why: WHY,
    categories: Object.fromEntries(categories.map((category) =>
      [category, { fidelity: 'redact', reason: reasonFor(category, proposals) }] as const)),
    valid: { from: timeOf(from), until: timeOf(from + DAYS * DAY_MS) },
  } as const
  const taken = ofKind(policy.documents, 'DisclosureDeclaration').map(({ body }) => body.id)
  return {
    kind: 'DisclosureDeclaration',
    schemaVersion: 1,
    id: free(app, taken),
    description: 'Made from bodies by `pii-egress scan`. Nothing is granted while the status is draft.',
    status: 'draft',
    app: { name: app },
    audience: AUDIENCE,
    disclosures: categories.length === 0 ? {} : { 'seen-in-bodies': entry },
  }
}

function reasonFor(category: string, proposals: readonly Proposal[]): string {
  const paths = [...new Set(proposals.filter((one) => one.category === category).map(({ path }) => path))]
  const first = paths[0] === '' ? 'the whole document' : paths[0] ?? ''
  return `found at ${first}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''}`
}

function timeOf(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

/** As many as the schema lets a detector have. */
const MAX_KEYS = 64

function detectorsOf(policy: CompiledPolicy, keys: readonly DetectableKey[]): DraftDocument {
  const taken = [...DETECTORS, ...policy.detectors].map(({ id }) => id)
  const detectors: Record<string, DetectorBody> = {}
  for (const category of new Set(keys.map((key) => key.category))) {
    const own = keys.filter((key) => key.category === category)
    for (let at = 0; at < own.length; at += MAX_KEYS) {
      const some = own.slice(at, at + MAX_KEYS)
      const id = free(`seen-${category.slice(category.lastIndexOf('.') + 1)}`, [...taken, ...Object.keys(detectors)])
      detectors[id] = {
        category,
        description: 'Draft: their values show what the keys do not; whatever stands under them is found then.',
        keys: some.map(({ words }) => words),
        at: 'whole',
        types: typesOf(some),
      }
    }
  }
  const ids = ofKind(policy.documents, 'Detectors').map(({ body }) => body.id)
  return { kind: 'Detectors', schemaVersion: 1, id: free('seen-in-bodies', ids), detectors }
}

function typesOf(keys: readonly DetectableKey[]): NonNullable<DetectorBody['types']> {
  const [isText, isNumber] = ['string', 'number'].map((type) => keys.some(({ types }) => types.includes(type)))
  return isText === isNumber ? 'any' : isText === true ? 'string' : 'number'
}

/** An id that is not taken. */
function free(id: string, taken: readonly string[]): string {
  if (!taken.includes(id)) return id
  let number = 2
  while (taken.includes(`${id}-${number}`)) number++
  return `${id}-${number}`
}
