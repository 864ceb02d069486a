import { ofKind } from './document.ts'
import type { ValidDocument } from './document.ts'
import type { Route } from './node.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { suggest } from './suggest.ts'
import { taxonomy } from './taxonomy.ts'

interface Mention {
  readonly document: ValidDocument
  readonly route: Route
  readonly term: string
  /** True where the term is the name of a member. */
  readonly named: boolean
}

const names = (document: ValidDocument, route: Route, table: object | undefined): Mention[] =>
  Object.keys(table ?? {}).map((term) => ({ document, route: [...route, term], term, named: true }))

const values = (document: ValidDocument, route: Route, list: readonly string[] | undefined): Mention[] =>
  (list ?? []).map((term, index) => ({ document, route: [...route, index], term, named: false }))

const value = (document: ValidDocument, route: Route, term: string | undefined): Mention[] =>
  term === undefined ? [] : [{ document, route, term, named: false }]

function conditions(documents: readonly ValidDocument[], condition: 'category' | 'use'): Mention[] {
  return ofKind(documents, 'RedactionRules').flatMap((document) =>
    Object.entries(document.body.rules ?? {}).flatMap(([id, rule]) =>
      values(document, ['rules', id, 'where', condition], rule.where[condition])))
}

function categoriesIn(documents: readonly ValidDocument[]): Mention[] {
  return [
    ...ofKind(documents, 'DisclosureDeclaration').flatMap((document) =>
      Object.entries(document.body.disclosures).flatMap(([id, entry]) =>
        names(document, ['disclosures', id, 'categories'], entry.categories))),
    ...[...ofKind(documents, 'RedactionRules'), ...ofKind(documents, 'PolicyManifest')].flatMap((document) =>
      names(document, ['undeclared'], document.body.undeclared)),
    ...conditions(documents, 'category'),
    ...ofKind(documents, 'Detectors').flatMap((document) =>
      Object.entries(document.body.detectors).flatMap(([id, { category }]) =>
        value(document, ['detectors', id, 'category'], category))),
    ...ofKind(documents, 'PolicyCases').flatMap((document) => Object.entries(document.body.cases).flatMap(([id, one]) =>
      Object.entries(one.expect).flatMap(([pointer, { category }]) =>
        value(document, ['cases', id, 'expect', pointer, 'category'], category)))),
  ]
}

function usesIn(documents: readonly ValidDocument[]): Mention[] {
  return [
    ...ofKind(documents, 'DisclosureDeclaration').flatMap((document) => [
      ...value(document, ['defaultPurpose'], document.body.defaultPurpose),
      ...Object.entries(document.body.disclosures).flatMap(([id, { use }]) =>
        value(document, ['disclosures', id, 'use'], use)),
    ]),
    ...conditions(documents, 'use'),
    ...[...ofKind(documents, 'Exception'), ...ofKind(documents, 'RuleOverlay')].flatMap((document) =>
      values(document, ['scope', 'use'], document.body.scope?.use)),
  ]
}

/** Every data category and data use has to be a current word of the taxonomy. */
export function checkTerms(documents: readonly ValidDocument[], problems: PolicyProblem[]): void {
  const { categories, uses } = taxonomy()
  const kinds = [
    { word: 'data category', mentions: categoriesIn(documents), terms: categories, example: 'user.contact.email' },
    { word: 'data use', mentions: usesIn(documents), terms: uses, example: 'essential.service.operations.support' },
  ]
  for (const { word, mentions, terms, example } of kinds) {
    for (const { document, route, term, named } of mentions) {
      const known = terms.get(term)
      if (known !== undefined && known.replacedBy === undefined) continue
      const meant = known?.replacedBy ?? suggest(term, terms.keys())
      const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`
      problems.push(problemAt(document, route, {
        code: 'ERR_EGRESS_POLICY_REFERENCE',
        what: known === undefined
          ? `there is no ${word} \`${term}\`${hint}`
          : `the ${word} \`${term}\` is deprecated; use \`${meant}\``,
        example: JSON.stringify(meant ?? example),
      }, named ? 'name' : 'value'))
    }
  }
}
