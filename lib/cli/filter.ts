import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Receipt } from '../audit/receipt.ts'
import { createEgressFilter, type EgressFilter } from '../egress-filter.ts'
import { EgressError } from '../errors.ts'
import type { BodyFormat, EgressContext } from '../pipeline/context.ts'
import { transformOf } from '../pipeline/node-stream.ts'
import { usage } from './arguments.ts'
import { DONE, type Arguments, type Command } from './command.ts'
import { explanationLines } from './explanation.ts'
import { codeOf, fileError, openInput, readBytes, WholeFile } from './files.ts'
import { print } from './output.ts'

const AUDIENCES = ['self', 'tenant', 'partner', 'public'] as const
const FORMATS = ['json', 'ndjson', 'json-seq', 'sse', 'text'] as const satisfies readonly BodyFormat[]

/** A body, as an app would receive it. */
export const filter: Command = {
  name: 'filter',
  about: 'write a body as an app would receive it',
  operand: 'FILE',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ['app', { value: 'ID', about: 'the receiving app', required: true }],
    ['tenant', { value: 'ID', about: 'the tenant whose data it is' }],
    ['purpose', { value: 'USE', about: 'the data use; default: the one that the app registered' }],
    ['audience', { value: 'NAME', about: 'a narrower circle than registered', oneOf: AUDIENCES }],
    ['operation', { value: 'TEXT', about: 'the operation that answers, `GET /contacts/17`' }],
    ['format', { value: 'NAME', about: 'how to read the body, default json', oneOf: FORMATS }],
    ['patch', { about: 'change nothing; print what would be done, as a JSON Patch (RFC 6902)' }],
    ['explain', { about: 'change nothing; print what was found, what becomes of it, and why; no values' }],
    ['report', { about: 'change nothing; write the body as it is, and the receipt to standard error' }],
    ['receipt', { value: 'FILE', about: 'write the receipt there, as a whole or not at all' }],
    ['secret-file', { value: 'FILE', about: 'the bytes that pseudonyms are made with; default: random ones' }],
  ]),
  exclusive: ['patch', 'explain', 'report'],
  example: 'pii-egress filter body.json --policy ./policy --app partner-crm',
  notes: [
    'Reads FILE, or standard input without FILE or with -, and writes while it reads. With --patch and --explain the body\nis held whole. A patch names what it changes by path, so it holds the keys of the body.',
  ],
  async run(args) {
    const format = (args.get('format') ?? 'json') as BodyFormat
    const isDryRun = args.has('patch') || args.has('explain')
    if (isDryRun && format !== 'json') throw usage(filter, '`--patch` and `--explain` read one JSON document')
    if (args.has('explain') && args.has('receipt')) throw usage(filter, '`--explain` makes no receipt')
    const egress = filterFor(args)
    const input = await openInput(args.operands[0])
    const receipt = args.has('receipt') ? new WholeFile(args.need('receipt')) : null
    try {
      if (isDryRun) await dryRun(args, egress, input, receipt)
      else await stream(args, egress.session(contextOf(args), format), input, receipt)
    } finally {
      receipt?.discard()
    }
    return DONE
  },
}

function filterFor(args: Arguments): EgressFilter {
  const secret = args.get('secret-file')
  return createEgressFilter({
    policy: args.need('policy'),
    ...(secret === undefined ? {} : { secret: readBytes(secret) }),
    ...(args.has('report') ? { mode: 'report' } : {}),
  })
}

function contextOf(args: Arguments): EgressContext {
  const audience = args.get('audience') as EgressContext['audience']
  const [tenant, purpose, operation] = [args.get('tenant'), args.get('purpose'), args.get('operation')]
  return { app: args.need('app'), tenant, purpose, audience, operation }
}

/** From input to standard output, as fast as both can. */
async function stream(
  args: Arguments, session: ReturnType<EgressFilter['session']>, input: Readable, file: WholeFile | null,
): Promise<void> {
  let failure: unknown = null
  try {
    await pipeline(input, transformOf(session), process.stdout, { end: false })
  } catch (cause) {
    failure = cause
  }
  // A refused body leaves a receipt too: what was written before counts.
  const receipt = session.receipt()
  file?.write(textOf(receipt))
  if (args.has('report')) await print(process.stderr, textOf(receipt))
  if (failure !== null) throw streamError(args, failure)
}

async function dryRun(args: Arguments, egress: EgressFilter, input: Readable, file: WholeFile | null): Promise<void> {
  const body = await whole(args, input)
  if (args.has('explain')) {
    for (const line of explanationLines(egress.explain(body, contextOf(args)))) await print(process.stdout, `${line}\n`)
    return
  }
  const { operations, receipt } = egress.patch(body, contextOf(args))
  file?.write(textOf(receipt))
  await print(process.stdout, `${JSON.stringify(operations, null, 2)}\n`)
}

async function whole(args: Arguments, input: Readable): Promise<Buffer> {
  try {
    return Buffer.concat(await input.toArray() as Buffer[])
  } catch (cause) {
    throw streamError(args, cause)
  }
}

/** Refusals and a receiver that has gone pass as they are; the rest is an error of a file. */
function streamError(args: Arguments, cause: unknown): unknown {
  if (cause instanceof EgressError || codeOf(cause) === 'EPIPE') return cause
  return fileError(args.operands[0] ?? 'standard input or output', cause)
}

function textOf(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`
}
