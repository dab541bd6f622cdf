import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff } from '../../src/analysis/index.js'
import { renderComparison } from '../../src/report/changes/renderComparison.js'
import { sayChannels } from '../../src/report/changes/renderRegions.js'
import { printStyle } from '../../src/report/printStyle.js'
import { sayName } from '../../src/report/say.js'
import { readExample, sourceOf } from './world.js'

const { policy } = sourceOf(readExample('bank'))

test('the foot of a page names the policy, its version, its digest and the page', () => {
  const style = printStyle(policy)
  expect(style).toContain(`content:"${policy.name}, version ${policy.version}, ${policy.digest}"`)
  expect(style).toContain('counter(page)')
})

test('no name of a policy ends the style or the text at the foot', () => {
  const plainStyle = printStyle({ ...policy, name: '' })
  const hostile = fc.string({ unit: fc.constantFrom(...'"\\</style>{};\n\'abc') })
  fc.assert(
    fc.property(hostile, (name) => {
      const style = printStyle({ ...policy, name })
      for (const mark of '"\\<>{};\n') {
        expect(style.split(mark).length).toBe(plainStyle.split(mark).length)
      }
    }),
  )
})

test('what changed besides decisions is shown in blocks, one for each thing', () => {
  const shop = {
    policy: 'shop',
    version: 1,
    classes: { goods: { fields: ['goods.*'], full: 'anonymous' } },
    routes: [{ id: 'all', queue: 'desk' }],
  } as const
  const before = sourceOf(shop).policy
  const after = sourceOf({
    ...shop,
    risk: { sim_swap_unknown: 1 },
    stepUp: ['verify_sms'],
    classes: { goods: { fields: ['goods.*', 'prices.*'], full: 'anonymous' } },
  }).policy
  const page = renderComparison({ policy: before, compared: diff(before, after) }, []).markup
  expect(page).toContain('<h3>Risk settings</h3>')
  expect(page).toContain('<h3>Step-up</h3>')
  expect(page).toContain('at most verified')
  expect(page).toContain('at most claimed')
  expect(page).toContain('<h3>Fields</h3>')
  expect(page).not.toContain('No decision changes')
})

test('a comparison that could not be made says so, and never that nothing changed', () => {
  const failed = { ok: false, issues: [{ code: 'too_many_states', path: '' }] } as const
  const page = renderComparison({ policy, compared: failed }, []).markup
  expect(page).toContain('<b>Not compared</b>: too many states.')
  expect(page).not.toContain('No decision changes')
})

test('nearly all channels are said in few words, and a channel that is not among them is named', () => {
  const all = ['sms', 'mms', 'email', 'whatsapp', 'web_chat']
  const some = fc.subarray(all, { minLength: 1 })
  fc.assert(
    fc.property(some, (channels) => {
      const said = sayChannels(channels, all).markup
      expect(said.includes('all channels')).toBe(channels.length > 3)
      for (const name of all) {
        const isNamed = said.includes(`<bdi>${sayName(name)}</bdi>`)
        expect(isNamed).toBe(
          channels.length > 3 ? !channels.includes(name) : channels.includes(name),
        )
      }
    }),
  )
})
