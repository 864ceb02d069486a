import type { DeclarationBody, EntryBody, PolicyDocument, RuleBody, ValidDocument } from './document.ts'
import { ofKind } from './document.ts'
import type { Route } from './node.ts'

/** An entry of a declaration, with where it is written. */
export interface EntryPart {
  /** `<declaration>/<entry>`. */
  readonly id: string
  readonly document: PolicyDocument<DeclarationBody>
  readonly route: Route
  readonly entry: EntryBody
}

/** All entries of all declarations. */
export function entriesIn(documents: readonly ValidDocument[]): EntryPart[] {
  return ofKind(documents, 'DisclosureDeclaration').flatMap((document) =>
    Object.entries(document.body.disclosures).map(([id, entry]) =>
      ({ id: `${document.body.id}/${id}`, document, route: ['disclosures', id], entry })))
}

/** A rule, with where it is written. */
export interface RulePart {
  /** `<file id>/<rule id>`. */
  readonly id: string
  readonly document: PolicyDocument
  readonly route: Route
  readonly body: RuleBody
}

/** All rules of all files. */
export function rulesIn(documents: readonly ValidDocument[]): RulePart[] {
  return ofKind(documents, 'RedactionRules').flatMap((document) =>
    Object.entries(document.body.rules ?? {}).map(([id, body]) =>
      ({ id: `${document.body.id}/${id}`, document, route: ['rules', id], body })))
}
