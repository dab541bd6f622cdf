import { describe, expect, test } from 'vitest'
import { diff } from '../../src/analysis/index.js'
import { makeReview, type SignatureStanding } from '../../src/report/index.js'
import { readReview } from '../../src/report/review/review.js'
import { render, SMALL_POLICY, sourceOf } from './world.js'

const reviewed = sourceOf(SMALL_POLICY)
const changed = sourceOf(SMALL_POLICY.replaceAll('verified', 'recognized'))

const reviewOf = (name = 'Ada') => {
  const said = { digest: reviewed.policy.digest, name, role: 'officer', date: '2026-11-20' }
  const made = makeReview(said, ['tests'])
  if (!made.ok) throw new TypeError('no review')
  return made.value
}

test.each<[object, string, string]>([
  [{ more: 1 }, 'unknown_key', ''],
  [{ shape: 'countersign.review/0' }, 'unknown_shape', 'shape'],
  [{ digest: 'abc' }, 'invalid_digest', 'digest'],
  [{ against: 'abc' }, 'invalid_digest', 'against'],
  [{ name: '' }, 'invalid_text', 'name'],
  [{ role: 'two\nlines' }, 'invalid_text', 'role'],
  [{ date: '2026-02-30' }, 'invalid_date', 'date'],
  [{ checklist: [] }, 'invalid_checklist', 'checklist'],
  [{ signature: 7 }, 'invalid_signature', 'signature'],
])('a review with %j is refused at its place', (change, code, path) => {
  expect(readReview(reviewOf())).toMatchObject({ ok: true })
  expect(readReview({ ...reviewOf(), ...change })).toEqual({ ok: false, issues: [{ code, path }] })
})

const sectionOf = (page: string): string => page.slice(page.indexOf('<section class="review"'))

describe('the review on a page', () => {
  test.each(['good', 'bad', 'absent', 'unchecked'] as const)(
    'with a signature that is %s speaks well of the page only if it is good',
    (signature: SignatureStanding) => {
      const section = sectionOf(render(reviewed, { review: { review: reviewOf(), signature } }))
      expect(section).toContain('reviewed by Ada, officer, on 2026-11-20')
      expect(section.includes('<p class="good">')).toBe(signature === 'good')
    },
  )

  test('of another policy says what changed since, where that policy is given', () => {
    const compared = diff(reviewed.policy, changed.policy)
    const review = { review: reviewOf(), signature: 'good' } as const
    const section = sectionOf(
      render(changed, { review, against: { policy: reviewed.policy, compared } }),
    )
    expect(section).toContain('changed since')
    expect(section).toContain('looser: money')
    expect(section).not.toContain('☑')
    expect(section).not.toContain('<p class="good">')
    expect(sectionOf(render(changed, { review }))).toContain('the reviewed policy was not given')
  })

  test('shows a hostile name as text', () => {
    const review = { review: reviewOf('<img src=x onerror=alert(1)>'), signature: 'good' } as const
    expect(render(reviewed, { review })).not.toContain('<img')
  })

  test('has lines to sign on where there is none', () => {
    const section = sectionOf(render(reviewed))
    for (const line of ['Name', 'Role', 'Date', 'Signature', reviewed.policy.digest])
      expect(section).toContain(line)
    expect(section).toContain('no older policy was given')
  })
})
