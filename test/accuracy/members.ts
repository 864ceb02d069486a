import type { Seeded } from '../../lib/demo/seeded.ts'
import { makeClean, type CleanKind } from './clean.ts'
import type { Leaf } from './tree.ts'

type Names = readonly [kind: CleanKind, name: string, ...names: string[]]

/** Names under which services keep such values. */
const MEMBERS: readonly [Names, ...Names[]] = [
  ['epoch, seconds', 'created', 'created_at', 'ts', 'updated', 'iat', 'exp', 'lastSeen', 'start_epoch', 'x'],
  ['epoch, milliseconds', 'timestamp', 'createdAt', 'eventTime', 'modifiedAt', 'startTimeMs', 'value'],
  ['moment', 'startTime', 'end_time', 'date_created', 'lastModifiedDateTime', 'Report time', 'at', 'answeredAt'],
  ['date', 'due', 'invoice_date', 'validFrom', 'day', 'expires', 'hireWindow'],
  ['compact date', 'partition', 'dt', 'businessDay'],
  ['date range', 'period', 'range', 'season', 'billingPeriod'],
  ['time', 'opens', 'closes', 'cutoff', 'slot', 'businessHours'],
  ['build tag', 'build', 'tag', 'release', 'image_tag'],
  ['UUID', 'id', 'uuid', 'correlationId', 'request_id', 'conversationId', 'Correlation ID', 'resourceId'],
  ['hash', 'sha', 'checksum', 'commit', 'md5', 'digest', 'objectId', '_id'],
  ['ETag, token of the API', '@odata.etag', 'etag', 'requestId', 'revision'],
  ['version', 'version', 'firmware', 'app_version', 'osVersion', 'schemaVersion', 'clientVersion', 'minVersion'],
  ['coordinates', 'bbox', 'centroid', 'map_center', 'viewport'],
  ['price', 'price', 'amount', 'total', 'cost', 'charge', 'balance', 'billedCost'],
  ['quantity', 'quantity', 'weight', 'dimensions', 'share', 'size', 'bytes'],
  ['card-shaped id', 'cardRef', 'voucher', 'loyalty'],
  ['ISBN, EAN', 'isbn', 'ean', 'barcode', 'gtin', 'upc', 'sku'],
  ['order id', 'order_id', 'orderNumber', 'ticket', 'parcel', 'trackingNumber', 'invoice', 'caseNumber', 'reference',
    'order', 'batch'],
  ['numeric id', 'id', 'accountId', 'segmentId', 'record_id', 'queueId', 'siteId', 'index', 'seq', 'ref', 'value',
    'data'],
  ['status', 'status', 'result', 'state', 'call_result', 'outcome', 'disposition'],
  ['link', 'uri', 'href', 'self', 'next', 'docs', '@odata.nextLink', 'link', 'url', 'callback'],
  ['media type', 'contentType', 'mime_type', 'accept', 'format'],
  ['enum', 'direction', 'type', 'kind', 'Call type', 'transport', 'reason', 'mode'],
  ['count', 'count', 'total_records', 'page', 'pageSize', 'phoneCount', 'emailCount', 'extensionCount', 'attempts',
    'priority', 'unread'],
  ['duration', 'duration', 'talk_time', 'ringDuration', 'Duration', 'waitSeconds', 'billsec', 'holdTime'],
  ['port', 'port', 'sipPort', 'listen'],
  ['year', 'year', 'fiscalYear', 'model_year', 'since'],
  ['status code', 'code', 'httpStatus', 'hangupCause', 'error', 'sipCode', 'errorCode'],
  ['package', 'package', 'dependency', 'asset', 'repository', 'action', 'mention'],
  ['Call-ID', 'callId', 'call_id', 'sipCallId', 'CallSid', 'uniqueid', 'Call ID', 'Network call ID',
    'telephonySessionId', 'linkedid'],
  ['colour', 'color', 'background', 'theme', 'accent'],
  ['locale', 'locale', 'timezone', 'language', 'utcOffset', 'tz', 'Site timezone'],
  ['name of a thing', 'queue_name', 'productName', 'site_name', 'campaign', 'model', 'skill', 'deviceModel', 'plan',
    'trunkName', 'Model'],
  ['flag', 'enabled', 'isDefault', 'active', 'recorded', 'hasVoicemail', 'smsCapable', 'sendEmail', 'phoneVerified',
    'Fax'],
  ['user agent', 'user_agent', 'client', 'User-Agent'],
  ['base64', 'cursor', 'nextPageToken', 'continuation', 'blob'],
]

/** At most `most` members that are not private, under names that services use; none twice. */
export function cleanMembers(random: Seeded, most: number): Record<string, Leaf> {
  const members: Record<string, Leaf> = {}
  for (let count = random.below(most + 1); count > 0; count--) {
    const [kind, ...names] = random.pick(MEMBERS)
    members[random.pick(names)] = makeClean(kind, random)
  }
  return members
}
