import type { Import } from './imports.ts'

/**
 * Who may import whom. An area is a folder of lib, or a file directly in it; it may import itself and the areas of the
 * layers before its own.
 */
const LAYERS: readonly (readonly string[])[] = [
  ['errors', 'limits', 'late'],
  ['bytes'],
  ['walk'],
  ['detect'],
  ['decide'],
  ['treat'],
  ['splice'],
  ['audit'],
  ['pipeline'],
  ['policy', 'adapters'],
  ['log'],
  ['egress-options'],
  ['egress-filter'],
  ['index'],
  ['numbering'],
  ['cli', 'demo'],
]

interface Narrowing {
  /** The only areas or files that may be imported for more than their types. */
  readonly values?: RegExp
  /** The only areas or files that may be imported at all. */
  readonly all?: RegExp
}

/** Areas that may not even use all of the layers before them. */
const NARROWED: ReadonlyMap<string, Narrowing> = new Map([
  // What has no text cannot leak it.
  ['decide', { values: /^(errors|limits|late|decide\/|detect\/category\.ts$)/ }],
  ['audit', { all: /^(errors|limits|late|audit\/|decide\/|detect\/category\.ts$)/ }],
])

/** Modules of Node that not everybody may use, and who may. Those without an entry are not used at all. */
const NODE: ReadonlyMap<string, RegExp> = new Map([
  ['node:async_hooks', /^(adapters|demo)$/],
  ['node:buffer', /^(bytes|walk|pipeline|adapters)$/],
  // walk: a seed; policy, log, numbering: digests; adapters: entity tags
  ['node:crypto', /^(treat|walk|policy|adapters|log|egress-filter|numbering)$/],
  ['node:diagnostics_channel', /^audit$/],
  ['node:fs', /^(policy|log|numbering|cli|demo)$/],
  ['node:fs/promises', /^(policy|log|cli|demo)$/],
  ['node:http', /^(adapters|demo)$/],
  ['node:http2', /^adapters$/],
  ['node:module', /^(policy|adapters|numbering)$/], // to load what is dear with its first use
  ['node:net', /^demo$/],
  ['node:path', /^(policy|numbering|cli|demo)$/],
  ['node:stream', /^(pipeline|adapters|log|egress-filter|cli|demo)$/],
  ['node:stream/promises', /^(cli|demo)$/],
  ['node:string_decoder', /^(bytes|adapters)$/],
  ['node:timers/promises', /^demo$/],
  ['node:url', /^(policy|numbering|cli|demo)$/],
  ['node:util', /^(cli|demo)$/],
  ['node:zlib', /^(detect|adapters|numbering)$/],
])

/** Packages, and who may use them. */
const PACKAGES: ReadonlyMap<string, RegExp> = new Map([
  ['ajv', /^policy$/],
  ['fast-json-patch', /^policy$/],
  ['libphonenumber-js', /^numbering$/],
  ['re2js', /^policy$/],
  ['validator', /^policy$/],
  ['yaml', /^policy$/],
  ['express', /^demo$/],
  // Of whoever has it: metrics are handed a meter, and know no more of it than what they call.
  ['@opentelemetry/api', /^$/],
])

/** Packages, and modules of Node, of which these areas may use the types. */
const TYPES: ReadonlyMap<string, RegExp> = new Map([
  ['express', /^(adapters|egress-filter|demo)$/],
  ['fastify', /^(adapters|egress-filter)$/],
  ['koa', /^(adapters|egress-filter)$/],
  ['node:net', /^(adapters|demo)$/],
])

/** Everything that is forbidden in a graph of imports, one line each. */
export function violations(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const reason = one.isLocal ? localReason(one) : outsideReason(one)
    return reason === null ? [] : [`${one.from} imports ${one.to}: ${reason}`]
  })
}

function areaOf(file: string): string {
  return (file.split('/')[0] ?? '').replace(/\.ts$/, '')
}

function localReason({ from, to, isType }: Import): string | null {
  const [own, other] = [areaOf(from), areaOf(to)]
  const [ownLayer, otherLayer] = [own, other].map((area) => LAYERS.findIndex((layer) => layer.includes(area)))
  if (ownLayer === -1 || otherLayer === -1) return 'an area without a layer'
  if (own !== other && Number(otherLayer) >= Number(ownLayer)) return 'upwards or sideways'
  const narrowing = NARROWED.get(own)
  if (narrowing?.all?.test(to) === false) return 'out of reach'
  return narrowing?.values?.test(to) === false && !isType ? 'types only' : null
}

function outsideReason({ from, to, isType }: Import): string | null {
  const area = areaOf(from)
  const name = to.startsWith('node:') ? to : to.split('/').slice(0, to.startsWith('@') ? 2 : 1).join('/')
  if (isType && TYPES.get(name)?.test(area) === true) return null
  const users = NODE.get(name) ?? PACKAGES.get(name)
  if (users?.test(area) === true) return null
  return users === undefined && !TYPES.has(name) ? 'not on any list' : 'not for this area'
}

/** The packages on the list, for comparison with package.json. */
export const LISTED_PACKAGES: readonly string[] = [...PACKAGES.keys()]
