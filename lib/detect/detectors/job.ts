/*
 * Job, employer, department, superiors.
 * Not found: a bare `title` or `company` with nobody around; jobs in prose.
 */

import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { isOpaque } from '../opaque.ts'
import { EMAILS, MOMENT, WORD, WORDS } from '../shape.ts'

/** Job, employer, department, superiors. */
export const job = keyed('job', [
  {
    category: 'user.job_title',
    words: phrases(`
      job title, profession, occupation, job role, position title, work title, berufsbezeichnung, jobtitle,
      beruf, stellenbezeichnung, business title, puesto, puesto de trabajo, cargo profesional, intitule de poste,
      metier, profesion, profissao, professione, mansione, qualifica, ocupacion
    `),
  },
  {
    category: 'user.job_title', at: 'whole', under: ['person', 'party', 'user.contact.organization'],
    words: phrases('position, job description, fonction, poste, cargo, funktion, funcion'),
  },
  // Articles and parks have them, too, and are large.
  {
    category: 'user.job_title', at: 'whole', under: ['somebody', 'knownParty', 'user.contact.organization'],
    words: phrases('title, titel'),
  },
  {
    category: 'user.job_title', at: 'whole', under: ['somebody', 'user.contact.organization'],
    words: ['designation'],
  },
  { category: 'user.job_title', at: 'whole', under: ['user.workplace'], words: ['title', 'position'] },
  { category: 'user.job_title', at: 'whole', under: ['evident'], words: ['function'] },
  {
    category: 'user.workplace.department',
    words: phrases(`
      department, dept, department name, dept name, cost center, cost centre, caller department, abteilung,
      org unit, organizational unit, division, departement, departamento, dipartimento, reparto, kostenstelle
    `),
  },
  {
    category: 'user.workplace.manager',
    words: phrases(`
      manager name, assistant name, supervisor name, direct report, reports to, line manager, vorgesetzter,
      vorgesetzte, superior jerarquico, responsable hierarchique, manager display name, manager email, report to name
    `),
  },
  {
    category: 'user.workplace.office_location',
    words: phrases('office location, work location, desk location, office name, physical delivery office name'),
  },
  {
    category: 'user.workplace.office_location', at: 'whole', under: ['person'],
    words: phrases('office, building, floor, desk, room number'),
  },
  { category: 'user.workplace.office_location', at: 'whole', under: ['extension'], words: ['room'] },
  { category: 'user.job_title', at: 'whole', under: ['user.job_title'], words: phrases('value, text, name, label') },
  { category: 'user.workplace.manager', at: 'whole', words: phrases('manager, assistant, supervisor') },
  {
    category: 'user.contact.organization',
    words: phrases(`
      company, company name, employer, employer name, organization name, organisation name, firma, workplace name,
      contact company, legal entity name, unternehmen, arbeitgeber, societe, entreprise, employeur, empresa, azienda,
      societa, empregador, visitor organization, works for, ditta, datore di lavoro, empleador, razon social
    `),
  },
  {
    category: 'user.contact.organization', at: 'whole', under: ['person'],
    words: phrases('organization, organisation, org, org name'),
  },
  { category: 'user.contact.organization', at: 'whole', under: ['person'], lends: false, words: ['institution'] },
  { category: 'user.contact.organization', at: 'whole', under: ['party'], words: ['o'] },
  { category: 'user.workplace.department', at: 'whole', under: ['party'], words: ['ou'] },
  {
    category: 'user.contact.organization', at: 'whole', under: ['user.contact.organization'],
    words: phrases('name, value, text, domain'),
  },
  {
    category: 'user.workplace',
    words: phrases(`
      workplace, place of work, arbeitsplatz, lieu de travail, employments, employment history, work history,
      work experience
    `),
  },
], judgeJob, (rule) => EMAILS | MOMENT | (rule.category === 'user.job_title' ? 0 : WORD | WORDS))

/** What is on a calendar has a title, too. */
const MEETING = /(?:meeting|webinar|stand-?up|call|sync|workshop|session) *\d*$/i

function judgeJob({ text, rule }: WholeValue): Judgement | null {
  const trimmed = text.trim()
  if (trimmed === '' || /^\/\S*$/.test(trimmed) || isOpaque(trimmed)) return null
  return rule.category === 'user.job_title' && MEETING.test(trimmed) ? null : { confidence: 0.9 }
}
