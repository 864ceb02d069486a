import { htmlPage } from '../policy/notice/html.ts'
import { markdownPage } from '../policy/notice/markdown.ts'
import { noticePage } from '../policy/notice/notice-page.ts'
import { WORDS } from '../policy/notice/words.ts'
import { usage } from './arguments.ts'
import { DONE, type Command } from './command.ts'
import { momentOption } from './moment.ts'
import { OUT, withOutput } from './output.ts'
import { statementOf } from './statement.ts'

/** What an app discloses, for the people whose data they are. */
export const notice: Command = {
  name: 'notice',
  about: 'write what an app discloses to whom and why, for the people concerned',
  operand: '',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ['app', { value: 'ID', about: 'the app', required: true }],
    ['lang', { value: 'NAME', about: 'the language, default en', oneOf: [...WORDS.keys()] }],
    ['format', { value: 'NAME', about: 'Markdown or one file of HTML, default md', oneOf: ['md', 'html'] }],
    momentOption('at', 'the time for which is asked what holds'),
    OUT,
  ]),
  example: 'pii-egress notice --policy ./policy --app partner-crm --format html --out notice.html',
  notes: [
    'Made from the declaration of the app, in plain words. Where a rule of the policy leaves less of a category than\n'
    + 'was declared, it says what the rule leaves. The HTML needs no other file and no script.',
  ],
  run(args) {
    return withOutput(args, () => {
      const lang = args.get('lang') ?? 'en'
      const words = WORDS.get(lang)
      if (words === undefined) throw usage(notice, '`--lang` names a language that is not there')
      const page = noticePage(statementOf(notice, args, lang), words, lang)
      return { text: args.get('format') === 'html' ? htmlPage(page) : markdownPage(page), code: DONE }
    })
  },
}
