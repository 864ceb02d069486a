import { effectiveOf, type Effective, type EffectiveGrant, type EffectiveRule } from '../policy/effective.ts'
import { loadPolicy } from '../policy/policy.ts'
import { usage } from './arguments.ts'
import { DONE, type Command } from './command.ts'
import { print } from './output.ts'

/** A policy as it is in force, with the origin of each part. */
export const effective: Command = {
  name: 'effective',
  about: 'print the policy that all files make together, and where each part of it stands',
  operand: '',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ['app', { value: 'ID', about: 'only what may matter for this app' }],
    ['format', { value: 'NAME', about: 'of the result, default text', oneOf: ['text', 'json'] }],
  ]),
  example: 'pii-egress effective --policy ./policy --app partner-crm',
  notes: ['Overlays are applied, and the packs of this package are included. The digests of files of rules are those that\noverlays name.'],
  async run(args) {
    const policy = loadPolicy(args.need('policy'))
    const app = args.get('app') ?? null
    if (app !== null && !policy.rulebook.registrations.has(app)) {
      const known = [...policy.rulebook.registrations.keys()].sort().join(', ')
      throw usage(effective, `there is no app \`${app}\`: ${known}`)
    }
    const result = effectiveOf(policy, app)
    await print(process.stdout, args.get('format') === 'json' ? `${JSON.stringify(result, null, 2)}\n` : textOf(result))
    return DONE
  },
}

function textOf(policy: Effective): string {
  const parts: readonly (readonly [title: string, rows: readonly string[]])[] = [
    [`policy ${policy.policy}, mode ${policy.mode}, sha256-${policy.digest}`, []],
    ['files', policy.files.map(({ kind, id, file, digest }) => `${kind} ${id}\t${digest}\t${file}`)],
    ...policy.apps.map(({ id, name, status, audience, origin, grants }) =>
      [`app ${id} (${name}), ${status}, ${audience}\t${origin}`, grants.map(grantLine)] as const),
    ['rules', policy.rules.map(ruleLine)],
    ['exceptions', policy.exceptions.map(({ id, suspends, app, from, until, origin }) =>
      `${id}\tsuspends ${suspends} for ${app}, ${from} to ${until}\t${origin}`)],
    ['detectors', policy.detectors.map(({ id, category, origin }) => `${id}\t${category}\t${origin}`)],
    ['undeclared: redact, but', Object.entries(policy.undeclared).map(([id, outcome]) => `${id}\t${outcome}`)],
    ['ceilings', policy.ceilings.map(({ id, category, audience, mildest, why }) =>
      `${id}\t${category} to ${audience} or wider: ${mildest}, because ${why}`)],
    ['postures', Object.entries(policy.postures).map(([audience, posture]) => `${audience}\t${posture}`)],
  ]
  return parts.filter(([title, rows]) => rows.length > 0 || /^(policy|app) /.test(title))
    .map(([title, rows]) => [title, ...rows.map((row) => `  ${row}`), ''].join('\n')).join('\n')
}

function grantLine(grant: EffectiveGrant): string {
  const { id, category, fidelity, use, audience, context, tenant, from, until, notices, origin } = grant
  const whose = context.length === 2 ? '' : ` (${context.join()})`
  const tenants = tenant.length === 0 ? '' : `, tenant ${tenant.join()}`
  const told = notices.length === 0 ? '' : `, after ${notices.join()}`
  return `${id}\t${category}${whose} ${fidelity}\tfor ${use}, ${audience}${tenants}, ${from} to ${until}${told}\t${origin}`
}

function ruleLine({ id, outcome, mode, where, origin }: EffectiveRule): string {
  const conditions = Object.entries(where).filter(([name]) => name !== '$comment')
    .map(([name, values]) => `${name} ${Array.isArray(values) ? values.join() : String(values)}`)
  return `${id}\t${outcome}${mode === 'enforce' ? '' : ` (${mode})`}\t${conditions.join('; ') || 'always'}\t${origin}`
}
