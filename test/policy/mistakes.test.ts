import { expect } from 'chai'
import { complaints, declaration, exception, manifest, notice, ruleFile } from './fixture.ts'

const support = (declaration().disclosures as { readonly support: object }).support
const CLEAR = { 'user.contact.email': { fidelity: 'allow' } }

/** Mistakes as people make them, and every word of the answer. */
const MISTAKES: readonly { name: string; documents: Record<string, unknown>; says: readonly string[] }[] = [
  {
    name: 'a comma too many',
    documents: { 'a.json': '{\n  "kind": "RedactionRules",\n}' },
    says: [
      'a.json:3:1: expected a name in double quotes, but found "}"; for example: { "kind": "RedactionRules", ' +
      '"id": "house-rules" }',
    ],
  },
  {
    name: 'a name given twice',
    documents: { 'a.json': '{\n  "kind": "RedactionRules",\n  "id": "a",\n  "id": "b"\n}' },
    says: [
      'a.json:4:3: `id` is given twice; for example: each name once in an object',
    ],
  },
  {
    name: 'a string that does not end',
    documents: { 'a.json': '{ "kind": "Redaction' },
    says: [
      'a.json:1:11: this string does not end; for example: "in one line, between quotes"',
    ],
  },
  {
    name: 'a number that is none',
    documents: { 'a.json': '{ "extension": 0101 }' },
    says: [
      'a.json:1:16: `0101` is no JSON value; for example: "0101" for text',
    ],
  },
  {
    name: 'a file that ends too early',
    documents: { 'a.json': '{ "kind": "RedactionRules"' },
    says: [
      'a.json:1:27: expected `,` or `}`, but the file ends; for example: { "kind": "RedactionRules", "id": ' +
      '"house-rules" }',
    ],
  },
  {
    name: 'more than one document in JSON',
    documents: { 'a.json': '{} {}' },
    says: [
      'a.json:1:4: expected the end of the file, but found "{"; for example: { "kind": "RedactionRules", "id": ' +
      '"house-rules" }',
    ],
  },
  {
    name: 'a name given twice in YAML',
    documents: { 'a.yaml': 'kind: RedactionRules\nid: a\nid: b\n' },
    says: [
      'a.yaml:3:1: `id` is given twice; for example: each name once in an object',
    ],
  },
  {
    name: 'a bad indentation in YAML',
    documents: { 'a.yaml': 'kind: RedactionRules\n  id: a\n' },
    says: [
      'a.yaml:1:7: nested mappings are not allowed in compact mappings; for example: kind: RedactionRules',
    ],
  },
  {
    name: 'an alias in YAML',
    documents: { 'a.yaml': 'kind: &k RedactionRules\nid: *k\n' },
    says: [
      'a.yaml:1:10: anchors and aliases are not allowed; for example: the value itself, wherever it is meant',
    ],
  },
  {
    name: 'a tag in YAML',
    documents: { 'a.yaml': 'kind: !!str RedactionRules\n' },
    says: [
      'a.yaml:1:13: tags are not allowed; for example: "0101" for text, 101 for a number',
    ],
  },
  {
    name: 'no kind',
    documents: { 'a.yaml': 'id: a\n' },
    says: [
      'a.yaml:1:1: a policy document needs a `kind`: one of DisclosureDeclaration, RedactionRules, RuleOverlay, Exception, ' +
      'Notice, Detectors, LifecycleEntry, PolicyManifest, PolicyCases; for example: "kind": "DisclosureDeclaration"',
    ],
  },
  {
    name: 'a kind that is misspelt',
    documents: { 'a.yaml': 'kind: RedactionRule\n' },
    says: [
      'a.yaml:1:7: there is no kind `RedactionRule`; did you mean `RedactionRules`?; for example: "kind": ' +
      '"RedactionRules"',
    ],
  },
  {
    name: 'a list instead of a document',
    documents: { 'a.json': '[]' },
    says: [
      'a.json:1:1: a policy document needs a `kind`: one of DisclosureDeclaration, RedactionRules, RuleOverlay, Exception, ' +
      'Notice, Detectors, LifecycleEntry, PolicyManifest, PolicyCases; for example: "kind": "DisclosureDeclaration"',
    ],
  },
  {
    name: 'a member that is misspelt',
    documents: { 'a.json': ruleFile({ rulez: {} }) },
    says: [
      'a.json:20:3: the document has no member `rulez`; did you mean `rules`?; for example: "rules": ' +
      '{"extension-not-public":{"why":"Extensions are private user ' +
      'information.","since":"2026-01-01","severity":"high","where":{"category":["user.contact.phone_number"],"au' +
      'dience":["public"]},"do":{"outcome":"redact"}}}',
    ],
  },
  {
    name: 'a member that is unknown',
    documents: { 'a.json': declaration({ colour: 'red' }) },
    says: [
      'a.json:24:3: the document has no member `colour`; for example: ' +
      '{"kind":"DisclosureDeclaration","schemaVersion":1,"id":"acme-crm","status":"approved","app":{"name":"Acme ' +
      'CRM"},"audience":"partner","disclosures":{"call-history":{"use":"essential.service.operations.support","ca' +
      'tegories":{"user.name":{"fidelity":"allow","context":["business"]}},"valid":{"from":"2026-01-01T00:00:00Z"' +
      ',"until":"2027-01-01T00:00:00Z"}}}}',
    ],
  },
  {
    name: 'a member that is missing',
    documents: { 'a.yaml': 'kind: RedactionRules\nschemaVersion: 1\n' },
    says: [
      'a.yaml:1:1: the document lacks `id`; for example: "id": "acme-crm"',
    ],
  },
  {
    name: 'an outcome that is misspelt',
    documents: { 'a.json': ruleFile({}, { do: { outcome: 'redacted' } }) },
    says: [
      'a.json:16:20: `/rules/no-mail/do/outcome` must be one of tag, generalise, mask, pseudonymise, redact, ' +
      'drop, block; did you mean `redact`?; for example: "outcome": "redact"',
    ],
  },
  {
    name: 'a grant word where a restriction is meant',
    documents: { 'a.json': ruleFile({}, { do: { outcome: 'allow' } }) },
    says: [
      'a.json:16:20: `/rules/no-mail/do/outcome` must be one of tag, generalise, mask, pseudonymise, redact, ' +
      'drop, block; for example: "outcome": "redact"',
    ],
  },
  {
    name: 'a condition without a value',
    documents: { 'a.json': ruleFile({}, { where: { category: [] } }) },
    says: [
      'a.json:11:21: `/rules/no-mail/where/category` must name at least one; for example: "category": ' +
      '["user.contact.phone_number"]',
    ],
  },
  {
    name: 'a rule without conditions',
    documents: { 'a.json': ruleFile({}, { where: {} }) },
    says: [
      'a.json:10:16: `/rules/no-mail/where` must not be empty; for example: "where": ' +
      '{"category":["user.contact.phone_number"],"audience":["public"]}',
    ],
  },
  {
    name: 'a text where a list is meant',
    documents: { 'a.json': ruleFile({}, { where: { category: 'user.contact.email' } }) },
    says: [
      'a.json:11:21: `/rules/no-mail/where/category` must be a list; for example: "category": ' +
      '["user.contact.phone_number"]',
    ],
  },
  {
    name: 'a path that is none',
    documents: { 'a.json': ruleFile({}, { where: { path: ['contacts/*'] } }) },
    says: [
      'a.json:12:11: `/rules/no-mail/where/path/0` is not of the right form: a place in a body: JSON Pointer ' +
      'segments; `*` is any one segment or array index, `**` any number of them; for example: ' +
      '"/contacts/*/phones/**"',
    ],
  },
  {
    name: 'an id with a slash',
    documents: { 'a.json': ruleFile({ id: 'a/b' }) },
    says: [
      'a.json:4:9: `/id` is not of the right form: a name: letters, digits, dot, hyphen, underscore; no slash or ' +
      'colon, which join ids; for example: "id": "acme-crm"',
    ],
  },
  {
    name: 'an id from the prototype',
    documents: {
      'a.json': '{ "kind": "RedactionRules", "schemaVersion": 1, "id": "a", "rules": { "__proto__": 1 } }',
    },
    says: [
      'a.json:1:71: the name `__proto__` in `/rules` is not of the right form: a name: letters, digits, dot, ' +
      'hyphen, underscore; no slash or colon, which join ids; for example: "acme-crm"',
      'a.json:1:84: `/rules/__proto__` must be an object; for example: "__proto__": {"why":"Extensions are ' +
      'private user ' +
      'information.","since":"2026-01-01","severity":"high","where":{"category":["user.contact.phone_number"],"au' +
      'dience":["public"]},"do":{"outcome":"redact"}}',
    ],
  },
  {
    name: 'an unknown version',
    documents: { 'a.json': ruleFile({ schemaVersion: 2 }) },
    says: [
      'a.json:3:20: `/schemaVersion` must be 1; for example: "schemaVersion": 1',
    ],
  },
  {
    name: 'a date that does not exist',
    documents: { 'a.json': ruleFile({}, { since: '2026-02-30' }) },
    says: [
      'a.json:8:16: `/rules/no-mail/since` is not of the right form: a date (RFC 3339); for example: "since": ' +
      '"2026-01-01"',
    ],
  },
  {
    name: 'a time without an offset',
    documents: {
      'a.json': declaration({}, { valid: { from: '2026-01-01T00:00:00', until: '2027-01-01T00:00:00Z' } }),
    },
    says: [
      'a.json:19:17: `/disclosures/support/valid/from` is not of the right form: date, time and offset (RFC ' +
      '3339); for example: "from": "2026-01-01T00:00:00Z"',
    ],
  },
  {
    name: 'an entry without an end',
    documents: { 'a.json': declaration({}, { valid: { from: '2026-01-01T00:00:00Z' } }) },
    says: [
      'a.json:18:16: `/disclosures/support/valid` lacks `until`; for example: "until": "2027-01-01T00:00:00Z"',
    ],
  },
  {
    name: 'an entry that ends before it begins',
    documents: {
      'a.json': declaration({}, { valid: { from: '2027-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' } }),
    },
    says: [
      'a.json:20:18: `until` must be later than `from`; for example: { "from": "2026-01-01T00:00:00Z", "until": ' +
      '"2027-01-01T00:00:00Z" }',
    ],
  },
  {
    name: 'a region that does not exist',
    documents: { 'a.json': manifest({ regions: ['UK'] }) },
    says: [
      'a.json:7:5: `/regions/0` is not of the right form: ISO 3166-1 alpha-2 code, upper case; for example: "DE"',
    ],
  },
  {
    name: 'a confidence in percent',
    documents: { 'a.json': manifest({ minConfidence: 50 }) },
    says: [
      'a.json:6:20: `/minConfidence` must not be more than 1; for example: "minConfidence": 0.5',
    ],
  },
  {
    name: 'a domain that is an address',
    documents: { 'a.json': manifest({ domains: ['jane@example.org'] }) },
    says: [
      'a.json:7:5: `/domains/0` is not of the right form: a domain name, lower case; for example: "example.org"',
    ],
  },
  {
    name: 'a category that does not exist',
    documents: { 'a.json': declaration({}, { categories: { 'user.contact.phone': { fidelity: 'mask' } } }) },
    says: [
      'a.json:14:9: there is no data category `user.contact.phone`; did you mean `user.contact.phone_number`?; ' +
      'for example: "user.contact.phone_number"',
    ],
  },
  {
    name: 'a use that does not exist',
    documents: { 'a.json': declaration({}, { use: 'essential.service.support' }) },
    says: [
      'a.json:12:14: there is no data use `essential.service.support`; did you mean ' +
      '`essential.service.operations.support`?; for example: "essential.service.operations.support"',
    ],
  },
  {
    name: 'a use that is deprecated',
    documents: { 'a.json': declaration({ defaultPurpose: 'personalize.profiling' }) },
    says: [
      'a.json:24:21: the data use `personalize.profiling` is deprecated; use `personalize.content.profiling`; for ' +
      'example: "personalize.content.profiling"',
    ],
  },
  {
    name: 'an undeclared default that lets pass',
    documents: { 'a.json': ruleFile({ undeclared: { 'user.name': 'tag' } }) },
    says: [
      'a.json:21:18: `/undeclared/user.name` must be one of redact, drop, block; for example: "user.name": "redact"',
    ],
  },
  {
    name: 'a notice that does not exist',
    documents: { 'a.json': declaration({}, { requires: { notices: ['sharing@1'] } }) },
    says: [
      'a.json:24:11: there is no notice `sharing`; for example: "sharing@1"',
    ],
  },
  {
    name: 'a version of a notice that does not exist',
    documents: { 'a.json': declaration({}, { requires: { notices: ['sharing@3'] } }), 'n.json': notice() },
    says: [
      'a.json:24:11: the notice `sharing` has no version later than 2; for example: "sharing@2"',
    ],
  },
  {
    name: 'a rule that does not exist',
    documents: {
      'a.json': declaration(),
      'r.json': ruleFile(),
      'e.json': exception({ suspends: 'house/no-mails' }),
    },
    says: [
      'e.json:5:15: there is no rule `house/no-mails`; did you mean `house/no-mail`?; for example: "suspends": ' +
      '"house/no-mail"',
    ],
  },
  {
    name: 'an exception for an app that does not exist',
    documents: { 'a.json': declaration(), 'r.json': ruleFile(), 'e.json': exception({ scope: { app: 'acne' } }) },
    says: [
      'e.json:7:12: there is no registered app `acne`; did you mean `acme`?; for example: a declaration with ' +
      '"id": "acne"',
    ],
  },
  {
    name: 'an exception without an end',
    documents: {
      'a.json': declaration(),
      'r.json': ruleFile(),
      'e.json': exception({ valid: { from: '2026-01-01T00:00:00Z' } }),
    },
    says: [
      'e.json:13:12: `/valid` lacks `until`; for example: "until": "2027-01-01T00:00:00Z"',
    ],
  },
  {
    name: 'an exception for longer than 90 days',
    documents: {
      'a.json': declaration(),
      'r.json': ruleFile(),
      'e.json': exception({ valid: { from: '2026-01-01T00:00:00Z', until: '2026-12-31T00:00:00Z' } }),
    },
    says: [
      'e.json:15:14: an exception holds for 90 days at most, this one for 364; for example: "until": ' +
      '"2026-04-01T00:00:00.000Z"',
    ],
  },
  {
    name: 'a rule for an app that does not exist',
    documents: { 'a.json': declaration(), 'r.json': ruleFile({}, { where: { app: ['acme-2'] } }) },
    says: [
      'r.json:12:11: there is no registered app `acme-2`; did you mean `acme`?; for example: a declaration with ' +
      '"id": "acme-2"',
    ],
  },
  {
    name: 'two files with one id',
    documents: { 'a.json': declaration(), 'b.json': declaration() },
    says: [
      'b.json:4:9: DisclosureDeclaration `acme` is already defined in a.json; for example: "id": "acme-2"',
    ],
  },
  {
    name: 'two manifests',
    documents: { 'a.json': manifest(), 'b.json': manifest({ id: 'q' }) },
    says: [
      'b.json:4:9: there is another manifest in a.json; for example: one PolicyManifest for the whole policy',
    ],
  },
  {
    name: 'a credential that is granted',
    documents: {
      'a.json': declaration({}, { categories: { 'user.authorization.credentials': { fidelity: 'drop' } } }),
    },
    says: [
      'a.json:14:9: `user.authorization.credentials` cannot be granted to `partner`, because whoever holds a ' +
      'credential can act as its owner; for example: a declaration without it',
    ],
  },
  {
    name: 'personal contact data for the public',
    documents: {
      'a.json': declaration({ audience: 'public' }, { categories: { 'user.contact.email': { fidelity: 'allow' } } }),
    },
    says: [
      'a.json:14:9: `user.contact.email` cannot be granted as `allow` to `public`, because personal contact data ' +
      'are not for the public; for example: "user.contact.email": { "fidelity": "generalise" }, or "context": ' +
      '["business"]',
    ],
  },
  {
    name: 'an entry that reaches further than the registration',
    documents: { 'a.json': declaration({}, { audience: 'public' }) },
    says: [
      'a.json:22:19: the entry reaches `public`, but the registration only `partner`; for example: "audience": ' +
      '"partner"',
    ],
  },
  {
    name: 'two entries that contradict each other',
    documents: {
      'a.json': declaration({ disclosures: { one: support, two: { ...support, categories: CLEAR } } }),
    },
    says: [
      'a.json:27:23: `user.contact.email` is `allow` here and `mask` in the entry `one`, for the same purpose and ' +
      'people; for example: "fidelity": "mask"',
    ],
  },
  {
    name: 'a rule of a tenant for everybody',
    documents: { 'a.json': ruleFile({ layer: 'tenant' }) },
    says: [
      'a.json:10:16: a rule of the layer `tenant` must name its tenants in `where`; for example: "tenant": ' +
      '["t-0042"]',
    ],
  },
  {
    name: 'a notice that is newer than itself',
    documents: { 'n.json': notice({ materialSince: 3 }) },
    says: [
      'n.json:13:20: `materialSince` is later than `version`, which is 2; for example: "materialSince": 2',
    ],
  },
]

describe('policy mistakes', () => {
  for (const { name, documents, says } of MISTAKES) {
    it(name, () => expect(complaints(documents)).to.deep.equal(says))
  }
})
