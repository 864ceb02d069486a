import { serves } from '../../decide/situation.ts'
import { ofKind } from '../document.ts'
import type { ConditionsBody, ExceptionBody, PolicyDocument } from '../document.ts'
import type { Check, Complaint } from './check.ts'
import { rulesIn } from '../parts.ts'

/** Exceptions that claim more than there is to suspend: who approved them had something else in mind. */
export const wideException: Check = {
  id: 'wide-exception',
  level: 'error',
  about: 'An exception is wider than the rule that it suspends.',
  run({ own, documents }) {
    const rules = new Map(rulesIn(documents).map(({ id, body }) => [id, body]))
    return ofKind(own, 'Exception').flatMap((document) => {
      const where = rules.get(document.body.suspends)?.where
      return where === undefined ? [] : widths(document, where)
    })
  },
}

function widths(document: PolicyDocument<ExceptionBody>, { app, tenant, use }: ConditionsBody): Complaint[] {
  const { suspends, scope } = document.body
  const complaint = (part: 'app' | 'tenant' | 'use', names: readonly string[]): Complaint => ({
    document, route: ['scope', part],
    what: `the exception is wider than \`${suspends}\`, which is about the ${part} ${quoted(names)} only`,
    example: `"${part}": ${JSON.stringify(part === 'app' ? names[0] : names)}`,
  })
  return [
    ...(app === undefined || app.includes(scope.app) ? [] : [complaint('app', app)]),
    ...(tenant === undefined || areAll(scope.tenant, (name) => tenant.includes(name))
      ? [] : [complaint('tenant', tenant)]),
    ...(use === undefined || areAll(scope.use, (name) => serves(use, name)) ? [] : [complaint('use', use)]),
  ]
}

/** Without names, all there are are meant. */
function areAll(names: readonly string[] | undefined, test: (name: string) => boolean): boolean {
  return names?.every(test) ?? false
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' or ')
}
