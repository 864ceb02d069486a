/**
 * Words of API schemas that belong to no detector. A key may be shown in a receipt only if all its words are known,
 * here or as words of a detector: a name, a place or a number used as a key is not. Words that are also given names
 * or surnames (mark, grant, bill, rose ...) are left out on purpose.
 */
export const SCHEMA_WORDS: ReadonlySet<string> = new Set(`
  a about accept accepted access account accounts action actions active actual added additional address admin after
  agent agents aggregate alert alerts alias aliases all allowed amount amounts analytics and any api app application
  applications apps archived array article articles asset assets assigned at attachment attachments attribute
  attributes audience audio audit auth author authors auto available average avg back background balance base batch
  before begin billing binary block blocked body boolean branch bucket budget buffer build business by bytes cache
  calendar call called calls campaign campaigns cancelled capabilities capacity card cards cart catalog categories
  category cause cells change changed changes channel channels charge chat check checksum child children city class
  classification client clients closed cluster code codes collection color column columns comment comments commit
  common communication community company complete completed component components condition conditions conference
  config configuration confirmed connected connection connections contact contacts content contents context control
  conversation conversations copy core correlation cost count counter country coupon create created creation creator
  criteria currency current cursor custom customer customers cycle daily dashboard data database dataset date dates
  day days debug default defaults delay delete deleted delivered delivery delta department depth description
  destination detail details device devices diff digest digits dimension dimensions direction directory disabled
  discount display distance document documents domain domains done download draft due duration edge edges edited
  effective element elements embedded empty enabled encoding end ended endpoint endpoints engine entities entity
  entries entry environment environments error errors etag event events exception exchange exclude existing expired
  expires external extra failed failure false family feature features feed fetch field fields file filename files
  filter filters final finish finished first flag flags folder folders follow footer for form format formatted forms
  forward found frequency from full function gateway general generated global goal group groups guid has hash header
  headers health height help hidden hide history hits hold home host hour hours html http icon id identifier
  identity ids image images import in inbound include included incoming index info information initial inline input
  inserted instance instances integer interactions internal interval invalid inventory invoice invoices is iso issue
  issues item items job jobs join json key keys keyword keywords kind label labels language languages last latency
  latest layer layout leg legs length level levels limit limits line lines link linked links list lists live load
  local locale location locations locked log logged logs loop low mail main manager manual map mapping master match
  matches max maximum media medium meeting meetings member members memory menu merge message messages meta metadata
  method metric metrics middle migration min minimum minute minutes missing mobile mode model models modified module
  modules moment monitor month monthly more multi name names national navigation network new next no node nodes none
  normal normalized not note notes notification notifications null num number numbers object objects of off offset
  on online only open operation operations operator option optional options or order orders organization origin
  original other outbound outcome outgoing output over owner owners package packages page pages paging pagination
  parameter parameters params parent parents part parties partner parts path paths pattern payload payment payments
  peer pending percent percentage performance period permission permissions person phase pipeline plan plans
  platform plugin point points policies policy pool port position post posts preferences prefix present presence
  preview previous price prices primary priority private process processed product production products profile
  profiles progress project projects properties property protocol provider public published publisher purpose
  quality quantity query question questions queue queues quota range rank rate rates rating ratio raw reason
  received recent recipient recipients record recorded recording recordings records redirect reference references
  refresh region regions registered rejected related relation relations release remaining remote removed render
  reply report reports repository request requested requests required reserved reset resolution resolved resource
  resources response responses result results retry returned review reviews revision ring role roles root route
  routes routing row rows rule rules run running runtime sample scale schedule scheduled schema schemas scope scopes
  score search second seconds section sections security segment segments selected self sender sent sequence series
  server servers service services session sessions set setting settings shape shared shipping short show signature
  site sites size skill skills skip slot snapshot sort source sources space span speed stage standard start started
  state states static statistics stats status step steps stop storage store stream string style sub subject
  subscription subscriptions success suffix suggestion sum summary support survey switch sync system table tables
  tag tags target task tasks team teams template templates tenant tenants term terms test text theme thread threads
  threshold thumbnail ticket tickets time timeline timeout timestamp timezone title to token top topic topics total
  totals trace track tracks transaction transactions transfer translation trigger true type types unique unit units
  unknown unread until update updated updates upload uploaded uri url urls usage use used user users valid
  validation value values variable variables variant variants vendor verified version versions video view viewer
  views visibility visible visits voice volume wait warning warnings web webhook webhooks week weekly weight when
  width window with words work workflow workspace write year yearly years zone zones odata urn
`.trim().split(/\s+/))
