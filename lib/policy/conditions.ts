import { ANY_CONTEXT, BUSINESS, PERSONAL } from '../decide/contact.ts'
import { KEY_TYPE } from '../decide/rule.ts'
import type { Conditions } from '../decide/rule.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../walk/watch.ts'
import type { ConditionsBody, Contact, JsonTypeName } from './document.ts'

const CONTACTS: Readonly<Record<Contact, number>> = { personal: PERSONAL, business: BUSINESS }
const JSON_TYPES: Readonly<Record<JsonTypeName, number>> = {
  string: T_STRING, number: T_NUMBER, literal: T_LITERAL, key: KEY_TYPE,
}

/** The contexts of a permission as bits; all of them where none is named. */
export function contactBits(context: readonly Contact[] | undefined): number {
  return context === undefined ? ANY_CONTEXT : context.reduce((bits, name) => bits | CONTACTS[name], 0)
}

/** @param pathIndex index of a path pattern in the list of the whole policy */
export function compileConditions(where: ConditionsBody, pathIndex: (pattern: string) => number): Conditions {
  return Object.freeze({
    categories: where.category ?? null,
    contexts: where.context === undefined ? null : contactBits(where.context),
    audiences: where.audience ?? null,
    uses: where.use ?? null,
    apps: where.app ?? null,
    tenants: where.tenant ?? null,
    paths: where.path?.map(pathIndex) ?? null,
    jsonTypes: where.jsonType?.reduce((bits, name) => bits | JSON_TYPES[name], 0) ?? null,
    minConfidence: where.minConfidence ?? null,
  })
}
