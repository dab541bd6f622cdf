import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeIssue } from '../../src/model/index.js'
import { resolveName } from '../../src/policy/composition/namedFiles.js'
import { compilePolicy, type ExtendingDocument, parseDocument } from '../../src/policy/index.js'
import { BASE, codesOf, compile, HEAD, toldOf } from './brands.js'

describe('parameters', () => {
  test.each([
    ['parameters: { code_age: 31m }', 'parameter_out_of_bounds /parameters/code_age'],
    ['parameters: { code_age: strong }', 'parameter_out_of_bounds /parameters/code_age'],
    ['parameters: { level: claimed }', 'parameter_out_of_bounds /parameters/level'],
    ['parameters: { code_age: [5m] }', 'parameter_out_of_bounds /parameters/code_age'],
    ['parameters: { code_ages: 10m }', 'unknown_parameter /parameters/code_ages'],
    [
      'risk: { quarantine: { parameter: code_agee } }',
      'unknown_parameter /risk/quarantine/parameter',
    ],
    ['parameters: { own: { default: 5m } }', 'parameter_without_bounds /parameters/own'],
    ['parameters: { own: { values: any } }', 'parameter_not_filled /parameters/own'],
  ])('%s is refused', (said, code) => {
    expect(codesOf(said)).toEqual([code])
  })

  // The base would lose what it asks where the name stands: here that a code is young.
  const undeclared = BASE.replace(/^ {2}code_age: .*\n/m, '')
  const declared = 'parameters: { code_age: { at_most: 15m, default: 5m } }'

  test('that a base names are its own: what a brand declares does not stand for them', () => {
    const alone = compilePolicy(undeclared)
    const places = alone.ok ? [] : alone.issues.map(({ code, path }) => `${code} ${path}`)
    expect(places).toContain('unknown_parameter /classes/account/full/maxAge/parameter')
    expect(codesOf(declared, undeclared)).toEqual(places)
  })

  test('that a middle document fills in and no base declares are reported, whoever else declares them', () => {
    const files = {
      'base.yaml': undeclared.replaceAll('{ parameter: code_age }', '15m'),
      'middle.yaml':
        'extends: base.yaml\npolicy: middle\nversion: 1\nparameters: { code_age: 5m }\n',
    }
    const top = `extends: middle.yaml\npolicy: top\nversion: 1\n${declared}\n`
    const compiled = compilePolicy(top, { files, file: 'top.yaml' })
    expect(compiled.ok ? [] : compiled.issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'unknown_parameter /parameters/code_age',
    ])
  })

  test('that are out of bounds are reported with the words or the range that is allowed', () => {
    const told = 'this parameter may not have this value at'
    expect(toldOf('parameters: { code_age: 31m }')).toEqual([
      `brand.yaml:4:15: ${told} \`/parameters/code_age\`; write at least \`5m\`, at most \`30m\``,
    ])
    expect(toldOf('parameters: { level: claimed }')).toEqual([
      `brand.yaml:4:15: ${told} \`/parameters/level\`; write one of \`verified\`, \`strong\``,
    ])
  })

  test('that are misspelt are reported with the name that is meant', () => {
    expect(toldOf('parameters: { code_ages: 10m }')).toEqual([
      'brand.yaml:4:15: unknown parameter `code_ages` at `/parameters/code_ages`, did you mean `code_age`?',
    ])
  })

  test('without a default have to be filled in', () => {
    const base = BASE.replace(', default: 15m', '')
    expect(codesOf('', base)).toEqual(['parameter_not_filled /parameters/code_age'])
    expect(codesOf('parameters: { code_age: 5m }', base)).toEqual([])
  })

  test('take the value that a brand fills in, at every place that names them', () => {
    const compiled = compile('parameters: { code_age: 7m, desk: here, level: strong }')
    const account = compiled.ok
      ? compiled.value.classes.find(({ name }) => name === 'account')?.rungs.at(-1)
      : undefined
    expect(account?.requires[0]).toMatchObject({ write: 4, maxAge: 420_000 })
    expect(compiled.ok && compiled.value.routes.at(-1)?.queue).toBe('here')
  })
})

describe('files', () => {
  test.each([
    ['one that is not there', 'extends: bsae.yaml', 'missing_file /extends'],
    ['one by its whole path', 'extends: /etc/base.yaml', 'invalid_file_name /extends'],
    ['one of the network', 'extends: https://example.com/base.yaml', 'invalid_file_name /extends'],
    ['itself', 'extends: brand.yaml', 'extends_itself /extends'],
    ['no name', 'extends: [base.yaml]', 'wrong_type /extends'],
  ])('%s is refused', (_, said, code) => {
    const text = `${said}\npolicy: brand\nversion: 1\n`
    const files = { 'base.yaml': BASE, 'brand.yaml': text }
    const compiled = compilePolicy(text, { files, file: 'brand.yaml' })
    expect(compiled.ok ? [] : compiled.issues.map((one) => `${one.code} ${one.path}`)).toEqual([
      code,
    ])
  })

  test('circles of any length are reported by their files', () => {
    const over = (name: string) => `extends: ${name}\npolicy: p\nversion: 1\n`
    const files = { 'b.yaml': over('c.yaml'), 'c.yaml': over('b.yaml') }
    const compiled = compilePolicy(over('b.yaml'), { files, file: 'a.yaml' })
    expect(compiled.ok ? [] : compiled.issues.map((one) => describeIssue('a.yaml', one))).toEqual([
      'c.yaml:1:10: the policy extends itself: `b.yaml` at `/extends`, because of `a.yaml → b.yaml → c.yaml → b.yaml`',
    ])
  })

  test('a base that does not compile is reported at its own places', () => {
    expect(toldOf('', BASE.replace('write: strong', 'write: strongg'))).toEqual([
      'base.yaml:20:28: unknown word `strongg` at `/actions/change_address/write`, did you mean `strong`?',
    ])
  })

  test('a mistake of the brand is reported at its own', () => {
    expect(toldOf('classes: { account: { ful: strong } }')).toEqual([
      'brand.yaml:4:23: unknown key `ful` at `/classes/account/ful`, did you mean `full`?',
    ])
  })

  test('are looked for from the file that names them', () => {
    const files = {
      'shared/country.yaml': `extends: ../base/base.yaml\npolicy: country\nversion: 1\nrisk: { sim_swap_unknown: claimed }\n`,
      'base/base.yaml': BASE,
    }
    const compiled = compilePolicy(
      'extends: ../shared/country.yaml\npolicy: brand\nversion: 1\nrisk: { sim_swap_unknown: recognized }\n',
      { files, file: 'brands/brand.yaml' },
    )
    expect(
      compiled.ok ? [] : compiled.issues.map((one) => describeIssue('brands/brand.yaml', one)),
    ).toEqual([
      'brands/brand.yaml:4:27: this is looser than in the base policy, and a policy may only tighten its base: `recognized` at `/risk/sim_swap_unknown`, shared/country.yaml:4:27 says claimed; to allow it, write `brands: { change: [risk.sim_swap_unknown] }` there',
    ])
  })

  test('a way there and back in a name changes nothing', () => {
    const step = fc.constantFrom('a', 'b', '..')
    fc.assert(
      fc.property(
        fc.array(step),
        fc.array(step),
        fc.constantFrom('./', 'c/../'),
        (one, other, way) => {
          const [first, last] = [one, other].map((steps) =>
            steps.map((name) => `${name}/`).join(''),
          )
          expect(resolveName('top/brand.yaml', `${first}${way}${last}x.yaml`)).toBe(
            resolveName('top/brand.yaml', `${first}${last}x.yaml`),
          )
        },
      ),
    )
  })
})

describe('a chain', () => {
  const country = (said: string) => `extends: base.yaml\npolicy: country\nversion: 1\n${said}`
  const issuesOf = (middle: string, top: string): readonly string[] => {
    const compiled = compilePolicy(`extends: country.yaml\npolicy: brand\nversion: 1\n${top}`, {
      files: { 'base.yaml': BASE, 'country.yaml': country(middle) },
    })
    return compiled.ok
      ? []
      : compiled.issues.map(({ code, path, file = '' }) => `${code} ${file}${path}`)
  }

  test('hands down what the base leaves open', () => {
    expect(
      issuesOf('', 'routes: [{ id: fraud, queue: mine }]\nparameters: { desk: mine }'),
    ).toEqual([])
  })

  test('may keep shut what its base leaves open', () => {
    expect(issuesOf('brands: { change: [] }', 'routes: [{ id: fraud, queue: mine }]')).toEqual([
      'differs_from_base /routes/0/queue',
    ])
  })

  test('never opens what its base keeps shut', () => {
    // A whole part, and all that is declared in it, as much as one place: none of them is the document's own.
    for (const path of [
      'classes.account.full',
      'classes',
      'risk',
      "'classes.*'",
      "'actions.*.write'",
    ])
      expect(issuesOf(`brands: { change: [${path}] }`, ''), path).toEqual([
        'opens_what_base_keeps country.yaml/brands/change/0',
      ])
    expect(issuesOf('brands: { add: [classes] }', '')).toEqual([
      'opens_what_base_keeps country.yaml/brands/add/0',
    ])
  })

  test('may open what it adds itself', () => {
    const added = 'actions: { upgrade: strong }\nbrands: { change: [actions.upgrade] }'
    expect(issuesOf(added, 'actions: { upgrade: verified }')).toEqual([])
  })

  test('fills a parameter once, nearest to the base', () => {
    expect(issuesOf('parameters: { code_age: 5m }', 'parameters: { code_age: 30m }')).toEqual([
      'parameter_filled_by_base /parameters/code_age',
    ])
  })

  test('is not endless', () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `p${at}.yaml`,
        `extends: p${at + 1}.yaml\npolicy: p\nversion: 1\n`,
      ]),
    )
    const compiled = compilePolicy('extends: p0.yaml\npolicy: p\nversion: 1\n', { files })
    expect(compiled.ok ? [] : compiled.issues.map(({ code }) => code)).toEqual(['extends_too_deep'])
  })
})

describe('tests and invariants', () => {
  test('invariants of the base are those of the brand, and stand in its file', () => {
    const parsed = parseDocument(
      `${HEAD}invariants: [{ always: { action: reset, answer: deny } }]\n`,
      {
        files: { 'base.yaml': BASE },
      },
    )
    expect(parsed.ok && parsed.value.invariants.map(({ file, line }) => [file, line])).toEqual([
      ['base.yaml', 42],
      [undefined, 4],
    ])
  })

  test('tests of the base are asked of the brand where it says so', () => {
    const sources = { files: { 'base.yaml': BASE } }
    const [without, inherited] = [HEAD, `${HEAD}inherit: [tests]\n`].map((text) =>
      parseDocument(text, sources),
    )
    expect(without?.ok && without.value.tests).toEqual([])
    expect(inherited?.ok && inherited.value.tests.map(({ file, line }) => [file, line])).toEqual([
      ['base.yaml', 38],
    ])
  })
})

test('a brand as an object is the same as its text', () => {
  const brand: ExtendingDocument = {
    extends: 'base.yaml',
    policy: 'brand',
    version: 1,
    parameters: { code_age: '10m' },
    classes: { account: { full: 'never' } },
    routes: [{ id: 'fraud', queue: 'brand-fraud' }],
  }
  const files = { './base.yaml': BASE }
  const [object, text] = [
    compilePolicy(brand, { files }),
    compilePolicy(JSON.stringify(brand), { files }),
  ]
  if (!object.ok || !text.ok) throw new TypeError('the brand of this test is broken')
  expect(object.value.digest).toBe(text.value.digest)
})

test('what does not go together is reported at the words that do not', () => {
  expect(toldOf('classes: { account: { masked: { maxAge: 1m } } }')).toEqual([
    'brand.yaml:4:12: this rung gives more than a lower rung, but asks less: `full` at `/classes/account/full`, the lower rung is `masked`',
  ])
})

test('tests of a base that a brand does not ask for may speak of what it fills in otherwise', () => {
  const base = BASE.replace('route: general }', 'route: general, queue: front-desk }')
  expect(codesOf('parameters: { desk: mine }', base)).toEqual([])
  expect(codesOf('inherit: [tests]\nparameters: { desk: mine }', base)).not.toEqual([])
})
