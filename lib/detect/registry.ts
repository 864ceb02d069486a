import type { Detector } from './detector.ts'
import { birthDate } from './detectors/birth-date.ts'
import { credential } from './detectors/credential.ts'
import { demographic } from './detectors/demographic.ts'
import { device } from './detectors/device.ts'
import { email } from './detectors/email.ts'
import { extension } from './detectors/extension.ts'
import { identifier } from './detectors/identifier.ts'
import { imHandle } from './detectors/im-handle.ts'
import { ipAddress } from './detectors/ip-address.ts'
import { job } from './detectors/job.ts'
import { location } from './detectors/location.ts'
import { notes } from './detectors/notes.ts'
import { personName } from './detectors/person-name.ts'
import { photo } from './detectors/photo.ts'
import { postalAddress } from './detectors/postal-address.ts'
import { recording } from './detectors/recording.ts'
import { signedLink } from './detectors/signed-link.ts'
import { sipUri } from './detectors/sip-uri.ts'
import { username } from './detectors/username.ts'
import { webPage } from './detectors/web-page.ts'
import { phone } from './phone/phone.ts'

/** The list of detectors, in reading order: order changes nothing but the order of equal findings. */
export const DETECTORS: readonly Detector[] = [
  phone, extension, sipUri, email, imHandle, webPage,
  personName, username, postalAddress, birthDate, job, demographic,
  identifier, ipAddress, device, location,
  photo, notes, recording,
  credential, signedLink,
]
