import type { Audience } from '../../decide/audience.ts'
import type { NoticeState } from '../../decide/notice.ts'
import { outcomeName } from '../../decide/outcome.ts'
import type { Status } from '../../decide/registration.ts'
import type { OutcomeName } from '../../decide/verdict.ts'
import { categoryLabel } from '../../detect/category.ts'
import { clearest } from '../cuts.ts'
import type { BudgetBody, Contact, EntryBody, NoticeAudience } from '../document.ts'
import { ofKind } from '../document.ts'
import type { CompiledPolicy } from '../policy.ts'
import { useLabel } from '../taxonomy.ts'

/** What is on record about a notice and one tenant; `*` stands for all that are not named. */
export interface Told {
  readonly tenant: string
  readonly state: NoticeState
  readonly version: number
  readonly at: string
}

/** A notice that has to be given before anything is disclosed. */
export interface StatedNotice {
  readonly id: string
  /** The version that the entry was approved with. */
  readonly required: number
  readonly current: number
  readonly needs: 'communicated' | 'acknowledged'
  readonly toWhom: readonly NoticeAudience[]
  /** Where its text is, in the language that was asked for. */
  readonly text: string | null
  readonly told: readonly Told[]
}

/** A kind of data that an app may receive. */
export interface StatedCategory {
  readonly category: string
  readonly label: string
  readonly contacts: readonly Contact[]
  readonly declared: OutcomeName
  /** What the rules of the policy leave of it. */
  readonly leavesAs: OutcomeName
  readonly reason: string | null
}

/** What an app may receive for one purpose. */
export interface StatedPurpose {
  /** `<declaration>/<entry>`. */
  readonly id: string
  readonly use: string
  readonly label: string
  readonly why: string | null
  readonly audience: Audience
  /** Whose data; null for every tenant. */
  readonly tenants: readonly string[] | null
  readonly valid: { readonly from: string; readonly until: string }
  readonly time: 'not begun' | 'open' | 'ended'
  readonly categories: readonly StatedCategory[]
  readonly sharedWith: readonly string[]
  readonly retentionDays: number | null
  readonly notices: readonly StatedNotice[]
}

/** What an app discloses, from its declaration and from the rules that restrict it. */
export interface Statement {
  readonly app: { readonly id: string; readonly name: string; readonly actions: readonly string[] }
  readonly owner: string | null
  readonly status: Status
  readonly audience: Audience
  readonly policy: { readonly version: string; readonly digest: string }
  readonly at: string
  readonly purposes: readonly StatedPurpose[]
  /** How many people it needs data of, at most, or null. */
  readonly budget: BudgetBody | null
}

/**
 * What an app discloses to whom, or null for an app that nobody registered.
 *
 * @param now milliseconds since 1970
 * @param lang language of the texts of notices that are named
 */
export function statementFor(policy: CompiledPolicy, app: string, now: number, lang: string): Statement | null {
  const { rulebook, version, digest } = policy
  const body = ofKind(policy.documents, 'DisclosureDeclaration').find((document) => document.body.id === app)?.body
  if (body === undefined) return null
  const purposeOf = ([id, entry]: readonly [string, EntryBody]): StatedPurpose => ({
    id: `${app}/${id}`,
    use: entry.use,
    label: useLabel(entry.use),
    why: entry.why ?? null,
    audience: entry.audience ?? body.audience,
    tenants: entry.tenant ?? null,
    valid: { from: entry.valid.from, until: entry.valid.until },
    time: timeOf(entry, now),
    categories: Object.entries(entry.categories).map(([category, { fidelity, context, reason }]) => {
      const grant = rulebook.registrations.get(app)?.grants.find((one) =>
        one.id === `${app}/${id}` && one.category === category)
      return {
        category,
        label: categoryLabel(category),
        contacts: context ?? ['personal', 'business'],
        declared: fidelity,
        leavesAs: grant === undefined ? fidelity : outcomeName(clearest(rulebook, app, grant, now)),
        reason: reason ?? null,
      }
    }),
    sharedWith: entry.sharedWith ?? [],
    retentionDays: entry.retentionDays ?? null,
    notices: (entry.requires?.notices ?? []).flatMap((reference) => noticeOf(policy, reference, lang)),
  })
  return {
    app: { id: app, name: body.app.name, actions: body.app.actions ?? [] },
    owner: body.owner ?? null,
    status: body.status,
    audience: body.audience,
    policy: { version, digest },
    at: new Date(now).toISOString(),
    purposes: Object.entries(body.disclosures).map(purposeOf),
    budget: body.budgets?.subjects ?? null,
  }
}

function timeOf({ valid }: EntryBody, now: number): StatedPurpose['time'] {
  if (now < Date.parse(valid.from)) return 'not begun'
  return now < Date.parse(valid.until) ? 'open' : 'ended'
}

function noticeOf(policy: CompiledPolicy, reference: string, lang: string): StatedNotice[] {
  const at = reference.indexOf('@')
  const [id, required] = [reference.slice(0, at), Number(reference.slice(at + 1))]
  const body = ofKind(policy.documents, 'Notice').find((document) => document.body.id === id)?.body
  if (body === undefined) return []
  const told = Object.entries(body.states).map(([tenant, { state, version, at: since }]) =>
    ({ tenant, state, version, at: since }))
  const { version: current, needs = 'acknowledged', audience: toWhom = [], text = {} } = body
  return [{ id, required, current, needs, toWhom, text: text[lang] ?? null, told }]
}
