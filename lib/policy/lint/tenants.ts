import { ofKind } from '../document.ts'
import type { PolicyDocument } from '../document.ts'
import type { Route } from '../node.ts'
import { didYouMean } from '../suggest.ts'
import type { Check, Linted } from './check.ts'
import { entriesIn, rulesIn } from '../parts.ts'

interface Mention {
  readonly document: PolicyDocument
  readonly route: Route
  readonly tenant: string
  readonly part?: 'name'
}

/** Tenants that a manifest with a list of tenants does not know: what names one of them never holds. */
export const unknownTenant: Check = {
  id: 'unknown-tenant',
  level: 'warning',
  about: 'A tenant is named that the manifest does not list.',
  run(policy) {
    const [manifest] = ofKind(policy.documents, 'PolicyManifest')
    const tenants = manifest?.body.tenants
    if (tenants === undefined) return []
    return mentionsIn(policy).filter(({ tenant }) => !Object.hasOwn(tenants, tenant)).map(({ tenant, ...place }) => {
      const what = `the manifest lists no tenant \`${tenant}\`${didYouMean(tenant, Object.keys(tenants))}`
      return { ...place, what, example: `"tenants": { "${tenant}": {} } in the manifest` }
    })
  },
}

function mentionsIn({ own }: Linted): Mention[] {
  const listed = (document: PolicyDocument, route: Route, tenants: readonly string[] = []): Mention[] =>
    tenants.map((tenant, index) => ({ document, route: [...route, index], tenant }))
  return [
    ...rulesIn(own).flatMap(({ document, route, body }) =>
      listed(document, [...route, 'where', 'tenant'], body.where.tenant)),
    ...entriesIn(own).flatMap(({ document, route, entry }) => listed(document, [...route, 'tenant'], entry.tenant)),
    ...ofKind(own, 'Exception').flatMap((document) =>
      listed(document, ['scope', 'tenant'], document.body.scope.tenant)),
    ...ofKind(own, 'Notice').flatMap((document) => Object.keys(document.body.states).filter((name) => name !== '*')
      .map((tenant): Mention => ({ document, route: ['states', tenant], part: 'name', tenant }))),
  ]
}
