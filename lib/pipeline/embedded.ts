import type { TextView } from '../bytes/view.ts'
import { EgressError } from '../errors.ts'
import type { EditList } from '../splice/edit-list.ts'
import { createWalker } from '../walk/create-walker.ts'
import { ReferenceWalker } from '../walk/reference.ts'
import { TextWalker } from '../walk/text-walker.ts'
import type { Walker } from '../walk/walker.ts'
import { EgressSession } from './session.ts'
import type { NestedDocuments } from './slow-lane.ts'
import type { Stages } from './stages.ts'

/**
 * Documents and texts that are held whole inside something else: JSON in a string, the data of an event. Each is a
 * session of its own in the scope of its holder; its edits are written back in the holder's coding, so that the
 * untouched rest keeps its bytes.
 *
 *     {"attributes": "{\"phone\":\"+1 ...\"}"}
 */
export class Embedded implements NestedDocuments {
  private readonly stages: Stages
  private readonly levels: number

  constructor(stages: Stages, levels: number = stages.plan.limits.maxNestingLevels) {
    // A pointer into a string would need an escape of its own; the leaf that holds the document is named instead.
    this.stages = stages.observer === null ? stages : { ...stages, observer: null }
    this.levels = levels
  }

  isDocument(text: string, scope: number): boolean {
    const bytes = Buffer.from(text)
    const walker = new ReferenceWalker({ ...this.stages.plan, gates: NOTHING_MATTERS }, { ...WHOLE, scope })
    try {
      walker.walk(bytes, bytes.length)
      walker.end()
      return true
    } catch (cause) {
      // A document beyond a limit is one; whoever holds it may not take it for text.
      if (cause instanceof EgressError && NO_DOCUMENT.has(cause.code)) return false
      throw cause
    }
  }

  filter(view: TextView, scope: number, offset: number, edits: EditList): number {
    const walker = createWalker(this.stages.plan, { ...WHOLE, scope })
    const deeper = this.levels > 1 ? new Embedded(this.stages, this.levels - 1) : null
    return this.collect(view, walker, deeper, false, offset, edits)
  }

  /** The same for a text that is no document. */
  filterText(view: TextView, offset: number, edits: EditList): void {
    this.collect(view, new TextWalker(this.stages.plan), null, true, offset, edits)
  }

  private collect(
    view: TextView,
    walker: Walker,
    nested: NestedDocuments | null,
    isText: boolean,
    offset: number,
    edits: EditList,
  ): number {
    const bytes = Buffer.from(view.text)
    const parts = { walker, nested, isText, collect: true, sidecar: null, admit: null, receipt: noReceipt }
    const session = new EgressSession(this.stages, parts)
    session.push(bytes)
    session.end()
    const found = session.edits
    const unitOf = units(view.text, bytes)
    for (let i = 0; i < found.length; i++) {
      const start = view.toOuter(unitOf(found.startOf(i)))
      const end = view.toOuter(unitOf(found.endOf(i)))
      edits.add(offset + start, offset + end, view.encode(found.replacementOf(i).toString()))
    }
    return session.unclassified
  }
}

const NO_DOCUMENT: ReadonlySet<string> = new Set(['ERR_EGRESS_SYNTAX', 'ERR_EGRESS_TRUNCATED', 'ERR_EGRESS_UTF8'])
const WHOLE = { documents: 'one', trailer: new Uint8Array(0), reportRoot: false } as const
const NOTHING_MATTERS = { anyFlag: 0, minDigits: Infinity, anyHint: 0, minNumberDigits: Infinity, everything: false }

/** What is embedded is counted with the body that holds it. */
function noReceipt(): never {
  throw new EgressError('ERR_EGRESS_STAGE')
}

/** From byte offsets to UTF-16 units; the offsets are asked for in ascending order. */
function units(text: string, bytes: Buffer): (offset: number) => number {
  if (bytes.length === text.length) return (offset) => offset
  let unit = 0
  let at = 0
  return (offset) => {
    while (at < offset && unit < text.length) {
      const point = text.codePointAt(unit) as number
      at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
      unit += point > 0xffff ? 2 : 1
    }
    return unit
  }
}
