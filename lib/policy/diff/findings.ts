import { canonical } from '../digest.ts'
import { ofKind } from '../document.ts'
import type { DetectorBody, ManifestBody } from '../document.ts'
import type { CompiledPolicy } from '../policy.ts'
import type { Direction } from './changes.ts'

/** Something that decides what is found, and differs: it is in no cell, for cells are about what was found. */
export interface FoundOtherwise {
  /** `either`: more may be found in one place and less in another. */
  readonly direction: Exclude<Direction, 'neutral'> | 'either'
  readonly what: string
}

/** What two policies find differently, and what they take for business contacts. */
export function foundOtherwise(before: CompiledPolicy, after: CompiledPolicy): FoundOtherwise[] {
  const lists = LISTS.flatMap((list) => places(list, before, after))
  return [...detectors(before, after), ...notices(before, after), ...lists]
}

function detectorsOf({ documents }: CompiledPolicy): ReadonlyMap<string, DetectorBody> {
  return new Map(ofKind(documents, 'Detectors').flatMap(({ body }) => Object.entries(body.detectors)))
}

function detectors(before: CompiledPolicy, after: CompiledPolicy): FoundOtherwise[] {
  const [one, other] = [detectorsOf(before), detectorsOf(after)]
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((id): FoundOtherwise[] => {
    const [own, now] = [one.get(id), other.get(id)]
    if (own === undefined) return [{ direction: 'tighten', what: `the detector \`${id}\` is new` }]
    if (now === undefined) return [{ direction: 'loosen', what: `the detector \`${id}\` is gone` }]
    if (canonical(own) === canonical(now)) return []
    return [{ direction: 'either', what: `the detector \`${id}\` has changed` }]
  })
}

/** Proprietary notices: texts that leave whatever is found in them. */
function notices(before: CompiledPolicy, after: CompiledPolicy): FoundOtherwise[] {
  const [one, other] = [before, after].map((policy) => new Map(Object.entries(manifestOf(policy).protected ?? {})))
  return [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])].sort().flatMap((id): FoundOtherwise[] => {
    const [own, now] = [one?.get(id), other?.get(id)]
    if (own === undefined) return [{ direction: 'loosen', what: `the notice \`${id}\` is protected` }]
    if (now === undefined) return [{ direction: 'tighten', what: `the notice \`${id}\` is not protected any more` }]
    if (canonical(own) === canonical(now)) return []
    return [{ direction: 'either', what: `the protected notice \`${id}\` has changed` }]
  })
}

const LISTS = ['regions', 'domains', 'businessNumbers'] as const
/** In more regions more is a number; what is a business contact more often leaves. */
const MORE = { regions: 'tighten', domains: 'loosen', businessNumbers: 'loosen' } as const
const FEWER = { regions: 'loosen', domains: 'tighten', businessNumbers: 'tighten' } as const

/** For the manifest and each tenant of either policy, and for each app. */
function places(list: (typeof LISTS)[number], before: CompiledPolicy, after: CompiledPolicy): FoundOtherwise[] {
  const tenants = new Set([before, after].flatMap((policy) => Object.keys(manifestOf(policy).tenants ?? {})))
  const listFor = (policy: CompiledPolicy, tenant: string | null): readonly string[] => LISTED[list](policy, tenant)
  return [null, ...[...tenants].sort()].flatMap((tenant): FoundOtherwise[] => {
    const [one, other] = [listFor(before, tenant), listFor(after, tenant)]
    const [added, gone] = [other.filter((item) => !one.includes(item)), one.filter((item) => !other.includes(item))]
    if (added.length === 0 && gone.length === 0) return []
    const direction = gone.length === 0 ? MORE[list] : added.length === 0 ? FEWER[list] : 'either'
    const whose = tenant === null ? '' : ` of tenant \`${tenant}\``
    const parts = [...added.map((item) => `+${item}`), ...gone.map((item) => `-${item}`)]
    return [{ direction, what: `\`${list}\`${whose}: ${parts.join(', ')}` }]
  })
}

const LISTED = {
  regions: (policy: CompiledPolicy, tenant: string | null) => policy.regionsFor(tenant),
  domains: (policy: CompiledPolicy, tenant: string | null) => policy.businessDomainsFor(tenant),
  businessNumbers: (policy: CompiledPolicy, tenant: string | null) => policy.businessNumbersFor(tenant),
} as const

function manifestOf({ documents }: CompiledPolicy): Partial<ManifestBody> {
  return ofKind(documents, 'PolicyManifest')[0]?.body ?? {}
}
