import { expect, test } from 'vitest'
import { lintPolicy, openSpace } from '../../src/analysis/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const told = (
  own: string,
  representative: string,
  route = 'guardian',
  action = 'write: verified',
  skills = '',
) => {
  const policy = compilePolicy(`
policy: clinic
version: 1
facts: { age_band: [child, adult] }
classes:
  visits:
    full: { write: verified, read: verified${own} }
    representative: ${representative}
actions:
  book: { ${action}, representative: { write: verified, as: guardian } }
stepUp: [verify_sms, login, passkey]
routes:
  - { id: family, when: { acting: ${route} }, queue: family${skills} }
  - { id: all, queue: care }
`)
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  const found = lintPolicy(openSpace(policy.value))
  return found.ok ? found.value.map(({ code, path, by }) => [code, path.join('.'), by]) : []
}

const ADULT = ', when: { context: { age_band: adult } }'
const OF_CHILD =
  '{ full: { write: verified, when: { context: { age_band: child } } }, as: guardian }'

test('what a guardian can be given is not told of', () => {
  expect(told('', OF_CHILD)).toEqual([])
  const younger =
    '{ full: { write: strong, maxAge: 5m, when: { context: { age_band: child } } }, as: guardian }'
  expect(told(', maxAge: 1h', younger)).toEqual([])
})

test('what is asked of the person and excludes what is asked of their guardian is told', () => {
  expect(told(ADULT, OF_CHILD)).toEqual([
    ['representative_never_given', 'classes.visits.representative', 'guardian'],
  ])
})

test('of several blocks the one that comes to nothing is told', () => {
  const both = `[${OF_CHILD}, { full: verified, as: attorney }]`
  expect(told(ADULT, both)).toEqual([
    ['representative_never_given', 'classes.visits.representative', 'guardian'],
  ])
})

test('somebody who may act for another in what is never done here is told', () => {
  expect(told('', OF_CHILD, 'guardian', 'write: verified, denied: true')).toContainEqual([
    'representative_never_given',
    'actions.book.representative',
    'guardian',
  ])
})

test.each(['household', '[guardian, household]'])(
  'a route for those who are given nothing anywhere is told: %s',
  (route) => {
    expect(told('', OF_CHILD, route)).toEqual([
      ['relation_gives_nothing', 'routes.0.when.acting', undefined],
    ])
  },
)

test('a route in a form for each value of a fact is told once, where it is written', () => {
  expect(
    told('', OF_CHILD, 'household', 'write: verified', ', skills: [{ fact: age_band }]'),
  ).toEqual([['relation_gives_nothing', 'routes.0.when.acting', undefined]])
})
