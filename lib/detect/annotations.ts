/**
 * Names of OData annotations, which are written like e-mail addresses: `members@odata.bind`,
 * `birthdate@OData.Community.Display.V1.FormattedValue` (OData JSON Format 4.01, section 4.6).
 */

const CONTROL = 'bind|type|count|context|etag|delta|nextLink|deltaLink|navigationLink|associationLink|editLink|'
  + 'readLink|media\\w+'
const ANNOTATION = new RegExp(
  `^[A-Za-z_]\\w*@(?:odata\\.(?:${CONTROL})|(?:odata\\.community|org\\.odata|microsoft\\.dynamics)(?:\\.\\w+)+)$`, 'i')
const IN_OTHER_WORDS = '.FormattedValue'

/** True if the key is the name of a property with the name of an annotation behind it. */
export function isAnnotation(key: string): boolean {
  return ANNOTATION.test(key)
}

/** The name of the property, if the annotation is the same datum in other words; else the key. */
export function withoutAnnotation(key: string): string {
  return key.endsWith(IN_OTHER_WORDS) && isAnnotation(key) ? key.slice(0, key.indexOf('@')) : key
}
