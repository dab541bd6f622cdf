const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { buildFlow } = require('./flow')

const read = (name) => JSON.parse(readFileSync(join(__dirname, '..', name), 'utf8'))
const sids = read('sids.json')
const { taskChannel } = read('studio/settings.json')
const needed = {
  '/workflow': sids.workflow,
  '/service': sids.service,
  '/environment': sids.environment,
  [`/channels/${taskChannel}`]: sids.channels[taskChannel],
  '/functions/decide': sids.functions.decide,
  '/functions/verify-start': sids.functions['verify-start'],
  '/functions/verify-check': sids.functions['verify-check'],
}
const blank = Object.keys(needed).filter((name) => !/[1-9a-f]/.test(String(needed[name]).slice(2)))
if (/-0000-/.test(sids.domain)) blank.push('/domain')

// A draft is for the tests of a project that has no account yet; Twilio would take it and call nobody.
if (blank.length > 0 && !process.argv.includes('--draft')) {
  for (const name of blank)
    console.error(`sids.json: still to be filled in at ${name} (npm run sids)`)
  console.error('nothing was written; npm run flow -- --draft writes it all the same')
  process.exit(1)
}
writeFileSync(join(__dirname, 'flow.json'), `${JSON.stringify(buildFlow(), null, 2)}\n`)
