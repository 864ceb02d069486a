import { covers } from '../detect/category.ts'
import { within } from './audience.ts'
import type { Audience } from './audience.ts'
import { ANY_CONTEXT, PERSONAL, contextsToCover } from './contact.ts'
import { BLOCK, GENERALISE } from './verdict.ts'
import type { Outcome } from './verdict.ts'

/** What no declaration can be granted, whoever approves it. The entry with the finest category counts. */
export interface Ceiling {
  /** Shown as `ceiling:<id>`. */
  readonly id: string
  readonly category: string
  /** Circles at least as wide as this one. */
  readonly audience: Audience
  /** Contexts (bits of contact.ts) for which the ceiling holds. */
  readonly contexts: number
  /** The mildest outcome that can be granted; null: nothing can. */
  readonly mildest: Outcome | null
  /** Completes "... cannot be granted, because". */
  readonly why: string
}

export const CEILINGS: readonly Ceiling[] = [
  {
    id: 'credentials', category: 'user.authorization', audience: 'self', contexts: ANY_CONTEXT, mildest: null,
    why: 'whoever holds a credential can act as its owner',
  },
  {
    id: 'system-credentials', category: 'system.authentication', audience: 'self', contexts: ANY_CONTEXT, mildest: null,
    why: 'whoever holds a credential can act as its owner',
  },
  {
    id: 'signed-links', category: 'system.authentication.signed_url', audience: 'public', contexts: ANY_CONTEXT,
    mildest: null,
    why: 'whoever holds a signed link can open what it leads to',
  },
  {
    id: 'public-contact', category: 'user.contact', audience: 'public', contexts: PERSONAL, mildest: GENERALISE,
    why: 'personal contact data are not for the public',
  },
]

/** The ceiling over a category for this circle, or null: the finest one for the category if its circle is not wider. */
export function ceilingFor(category: string, audience: Audience): Ceiling | null {
  const [finest] = CEILINGS.filter((ceiling) => covers(ceiling.category, category))
    .sort((a, b) => b.category.length - a.category.length)
  return finest !== undefined && within(finest.audience, audience) ? finest : null
}

/** The ceiling over a finding, or null. */
export function ceilingOver(category: string, audience: Audience, context: number): Ceiling | null {
  const ceiling = ceilingFor(category, audience)
  return ceiling === null || (contextsToCover(context) & ceiling.contexts) === 0 ? null : ceiling
}

/** The mildest outcome under a ceiling as a number that can be compared; BLOCK + 1 where nothing can be granted. */
export function mildestUnder(ceiling: Ceiling): number {
  return ceiling.mildest ?? BLOCK + 1
}
