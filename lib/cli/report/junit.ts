import type { Item, Report, Subject } from '../../policy/report.ts'
import { lineOf } from './text.ts'

/** The report as JUnit XML: a suite for each file, a test case for each subject; only errors make one fail. */
export function junitReport({ command, subjects }: Report): string {
  const files = [...new Set(subjects.map(({ file }) => file))]
  const suites = files.flatMap((file) => {
    const own = subjects.filter((subject) => subject.file === file)
    return [`  <testsuite ${attributes({ name: file, ...countsOf(own) })}>`, ...own.flatMap(testCase), '  </testsuite>']
  })
  const head = attributes({ name: `pii-egress ${command}`, ...countsOf(subjects) })
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${head}>`, ...suites, '</testsuites>', ''].join('\n')
}

function countsOf(subjects: readonly Subject[]): Record<string, number> {
  const failures = subjects.filter((subject) => errorsIn(subject).length > 0).length
  return { tests: subjects.length, failures, errors: 0, skipped: 0, time: 0 }
}

function errorsIn({ items }: Subject): Item[] {
  return items.filter(({ level }) => level === 'error')
}

function testCase(subject: Subject): string[] {
  const errors = errorsIn(subject)
  const others = subject.items.filter((item) => !errors.includes(item))
  const { name, file, line } = subject
  const [first] = errors
  const parts = [
    ...(first === undefined ? [] : [element('failure', { message: first.message, type: first.check }, errors)]),
    ...(others.length === 0 ? [] : [element('system-out', {}, others)]),
  ]
  const open = `    <testcase ${attributes({ name, classname: file, file, line, time: 0 })}`
  return parts.length === 0 ? [`${open}/>`] : [`${open}>`, ...parts, '    </testcase>']
}

function element(name: string, given: Readonly<Record<string, string>>, items: readonly Item[]): string {
  const open = [name, ...(Object.keys(given).length === 0 ? [] : [attributes(given)])].join(' ')
  return `      <${open}>${escaped(items.map(lineOf).join('\n'))}</${name}>`
}

function attributes(given: Readonly<Record<string, string | number>>): string {
  // A line break in an attribute would be read as a space.
  return Object.entries(given).map(([name, value]) => `${name}="${escaped(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;',
}
/** What XML 1.0 cannot say at all, not even escaped: controls, and halves of characters. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function escaped(text: string): string {
  return text.toWellFormed().replace(IMPOSSIBLE, '\ufffd').replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
}
