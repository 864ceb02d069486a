import type { Planter } from './planter.ts'
import type { Tree } from './tree.ts'
import * as aircall from './vendors/aircall.ts'
import * as asterisk from './vendors/asterisk.ts'
import * as crm from './vendors/crm.ts'
import * as genesys from './vendors/genesys.ts'
import * as google from './vendors/google.ts'
import * as graph from './vendors/graph.ts'
import * as rest from './vendors/rest.ts'
import * as ringcentral from './vendors/ringcentral.ts'
import * as scim from './vendors/scim.ts'
import * as slack from './vendors/slack.ts'
import * as twilio from './vendors/twilio.ts'
import * as vcon from './vendors/vcon.ts'
import * as webex from './vendors/webex.ts'
import * as zoom from './vendors/zoom.ts'

const SERVICES = { aircall, asterisk, crm, genesys, google, graph, rest, ringcentral, scim, slack, twilio, vcon, webex,
  zoom }

export interface Template {
  /** Service and response: `zoom/recordings`. */
  readonly name: string
  readonly make: (p: Planter) => Tree
}

/** Responses in the forms of services that there are, with invented content. */
export const TEMPLATES: readonly Template[] = Object.entries(SERVICES).flatMap(([service, responses]) =>
  Object.entries<Template['make']>(responses).map(([response, make]) => ({ name: `${service}/${response}`, make })))
