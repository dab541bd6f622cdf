import { createServer } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileDirectory } from '../../../src/twilio/functions/fileDirectory.js'
import { httpDirectory } from '../../../src/twilio/functions/httpDirectory.js'
import { runs } from '../../runs.js'
import { portOf } from './portOf.js'
import { serve } from './signedDecisions.js'

const ENTRY = { address: '+14155550100', basis: 'verified', since: '2024-03-01' }
const CUSTOMERS = [
  {
    customer: 'C-1',
    addresses: [
      ENTRY,
      { address: 'Ada@example.com', basis: 'on_file' },
      { address: 'messenger:42', basis: 'verified' },
    ],
  },
  {
    customer: 'C-2',
    addresses: [
      { address: 'whatsapp:+1 415 555 0100', basis: 'claimed' },
      { address: 'typed@example.com', basis: 'claimed' },
    ],
  },
]
const signal = new AbortController().signal

const directory = () => {
  const read = fileDirectory(CUSTOMERS)
  if (!read.ok) throw new TypeError('customers')
  return read.value
}

describe('a file of customers', () => {
  test('finds every customer of a number, however it is written', async () => {
    for (const address of ['+14155550100', 'whatsapp:+14155550100', 'tel:+14155550100']) {
      const found = await directory().find(address, signal)
      expect(found.map((match) => match.customer)).toEqual(['C-1', 'C-2'])
    }
  })

  test('finds an e-mail address whatever its case, and a platform id as it is', async () => {
    expect(await directory().find('ada@EXAMPLE.com', signal)).toEqual([
      { customer: 'C-1', basis: 'on_file' },
    ])
    expect((await directory().find('messenger:42', signal)).length).toBe(1)
    expect(await directory().find('messenger:43', signal)).toEqual([])
  })

  test('finds the customers of a login account, never by its subject alone', async () => {
    const account = { issuer: 'https://login.example.com', subject: 'u-77' }
    const read = fileDirectory([{ customer: 'C-1', addresses: [{ account, basis: 'verified' }] }])
    const found = read.ok ? read.value : directory()
    expect(await found.findAccount?.(account, signal)).toEqual([
      { customer: 'C-1', basis: 'verified' },
    ])
    expect(await found.findAccount?.({ ...account, issuer: 'https://x' }, signal)).toEqual([])
    expect(await found.find('u-77', signal)).toEqual([])
  })

  test('never gives a claimed address for a code', async () => {
    expect(await directory().reach('C-1', 'phone', signal)).toBe('+14155550100')
    expect(await directory().reach('C-1', 'email', signal)).toBe('Ada@example.com')
    expect(await directory().reach('C-2', 'phone', signal)).toBeNull()
    expect(await directory().reach('C-2', 'email', signal)).toBeNull()
    expect(await directory().reach('C-9', 'email', signal)).toBeNull()
  })

  test.each<[string, unknown, string]>([
    ['no list', {}, ''],
    ['a customer without a name', [{ addresses: [] }], '/0'],
    ['a customer without addresses', [{ customer: 'C-1' }], '/0'],
    [
      'an address without a basis',
      [CUSTOMERS[0], { customer: 'C-2', addresses: [{ address: '+1' }] }],
      '/1/addresses/0',
    ],
    [
      'an unknown basis',
      [{ customer: 'C-1', addresses: [{ ...ENTRY, basis: 'sworn' }] }],
      '/0/addresses/0',
    ],
    [
      'an address that is no text',
      [{ customer: 'C-1', addresses: [{ ...ENTRY, address: 7 }] }],
      '/0/addresses/0',
    ],
  ])('with %s is refused with its place', (_, customers, path) => {
    const read = fileDirectory(customers)
    expect(read).toMatchObject({ ok: false, issues: [{ path }] })
  })

  test('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (customers) => {
        expect(typeof fileDirectory(customers).ok).toBe('boolean')
      }),
    )
  })
})

describe('a directory over HTTP', () => {
  const against = async <T>(status: number, body: string, ask: (url: string) => Promise<T>) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      request
        .setEncoding('utf8')
        .on('data', (text) =>
          asked.push(`${request.url} ${request.headers['authorization']} ${text}`),
        )
      request.on('end', () => response.writeHead(status, { location: '/elsewhere' }).end(body))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
    const answer = await ask(`http://127.0.0.1:${portOf(server)}`).catch(() => 'thrown')
    await new Promise((done) => server.close(done))
    return { answer, asked }
  }
  const crm = (url: string) =>
    httpDirectory({
      find: `${url}/find`,
      reach: `${url}/reach`,
      headers: { authorization: 'Bearer t' },
    })
  const find = (url: string) => crm(url).find('+14155550100', signal)

  test('is asked in a body, never in a URL', async () => {
    const { answer, asked } = await against(
      200,
      JSON.stringify({ matches: [{ customer: 'C-1', basis: 'on_file', extra: 1 }] }),
      find,
    )
    expect(answer).toEqual([{ customer: 'C-1', basis: 'on_file' }])
    expect(asked).toEqual(['/find Bearer t {"address":"+14155550100"}'])
  })

  test('is asked about an account by its issuer and subject', async () => {
    const account = { issuer: 'https://login.example.com', subject: 'u-1' }
    const { answer, asked } = await against(
      200,
      '{"matches":[]}',
      (url) =>
        crm(url).findAccount?.(account, signal) ?? Promise.reject(new TypeError('not asked')),
    )
    expect(answer).toEqual([])
    expect(asked).toEqual([`/find Bearer t ${JSON.stringify({ account })}`])
  })

  test.each(['find', 'findAccount', 'reach'])(
    'gives up %s when nobody waits any more',
    async (question) => {
      const gone = AbortSignal.abort()
      const account = { issuer: 'https://login.example.com', subject: 'u-1' }
      const { answer, asked } = await against(200, '{"matches":[],"address":"x"}', async (url) =>
        question === 'find'
          ? crm(url).find('+14155550100', gone)
          : question === 'reach'
            ? crm(url).reach('C-1', 'email', gone)
            : crm(url).findAccount?.(account, gone),
      )
      expect([answer, asked]).toEqual(['thrown', []])
    },
  )

  test('gives the address on file, or none', async () => {
    const reach = (url: string) => crm(url).reach('C-1', 'email', signal)
    expect((await against(200, '{"address":"ada@example.com"}', reach)).answer).toBe(
      'ada@example.com',
    )
    expect((await against(200, '{"address":null}', reach)).answer).toBeNull()
  })

  test.each<[string, number, string]>([
    ['an error', 500, '{"matches":[]}'],
    ['not found', 404, '{"matches":[]}'],
    ['a redirect', 302, '{"matches":[]}'],
    ['no JSON', 200, 'no'],
    ['no matches', 200, '{}'],
    [
      'one bad match among good ones',
      200,
      '{"matches":[{"customer":"C-1","basis":"on_file"},{"customer":7}]}',
    ],
    ['a megabyte', 200, `{"matches":[],"x":"${'x'.repeat(1_048_576)}"}`],
  ])('that answers %s is unknown, not empty', async (_, status, body) => {
    expect((await against(status, body, find)).answer).toBe('thrown')
  })
})

describe('a directory over HTTP that gives a part of the matches', () => {
  let body: unknown
  let link: string | null = null
  const server = createServer((_, response) => {
    response.writeHead(200, link === null ? {} : { link }).end(JSON.stringify(body))
  })
  beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done())))
  afterAll(() => new Promise((done) => server.close(done)))

  const POLICY = `
policy: shop
version: 1
classes:
  orders: { full: { write: recognized, read: recognized } }
routes: [{ id: all, queue: front }]
`
  const { send } = serve(POLICY, [], {
    directory: () => {
      const url = `http://127.0.0.1:${portOf(server)}`
      return httpDirectory({ find: `${url}/find`, reach: `${url}/reach` })
    },
  })
  const ROW = { customer: 'C-1', basis: 'on_file', since: '2024-03-01' }
  const given = async (answer: object, header: string | null = null) => {
    body = answer
    link = header
    const { disclose_orders, reasons } = await send({})
    return [disclose_orders, String(reasons).split(',').includes('directory_partial')]
  }

  test('is whole where it says no more than them', async () => {
    expect(await given({ matches: [ROW] })).toEqual(['full', false])
    expect(await given({ matches: [ROW], next: null })).toEqual(['full', false])
    expect(await given({ matches: [ROW] }, '</find?page=1>; rel="last"')).toEqual(['full', false])
  })

  // How the answers of well-known services tell that this is one page of several.
  test.each<[string, object]>([
    ['Twilio', { page: 0, page_size: 1, next_page_uri: '/2010-04-01/x.json?Page=1' }],
    ['Twilio, v1', { meta: { next_page_url: 'https://api.example.com/v1/x?Page=1' } }],
    ['OData', { '@odata.nextLink': 'https://crm.example.com/contacts?$skiptoken=1' }],
    ['Stripe', { has_more: true }],
    ['Google', { nextPageToken: 'CAE' }],
    ['Salesforce', { totalSize: 2, done: false, nextRecordsUrl: '/services/data/query/01g' }],
    ['Salesforce, its count alone', { totalSize: 2 }],
    ['HubSpot', { paging: { next: { after: '1' } } }],
    ['Zendesk', { links: { next: 'https://x.example.com/?page=2' } }],
    ['DynamoDB', { LastEvaluatedKey: { id: '1' } }],
    ['S3', { IsTruncated: true }],
    ['GraphQL', { pageInfo: { hasNextPage: true, endCursor: 'x' } }],
    ['Jira', { isLast: false }],
    ['Spring', { last: false, totalPages: 2 }],
    ['SCIM', { totalResults: 2, startIndex: 1, itemsPerPage: 1 }],
    ['GitHub', { incomplete_results: true }],
    ['a page that is full', { limit: 1 }],
  ])('as %s says it, is not known, with its reason', async (_, more) => {
    expect(await given({ matches: [ROW], ...more })).toEqual(['none', true])
  })

  test('as a header says it is not known either', async () => {
    for (const header of ['</find?page=2>; rel="next"', '<x>; rel=first, <y>; REL="prev next"'])
      expect(await given({ matches: [ROW] }, header)).toEqual(['none', true])
  })

  test('is not known, whatever it says beside them', async () => {
    const anyName = fc.string({ minLength: 1 }).filter((name) => name !== 'matches')
    const anyMore = fc.jsonValue().filter((value) => value !== null)
    await fc.assert(
      fc.asyncProperty(anyName, anyMore, async (name, more) => {
        const answer = JSON.parse(JSON.stringify({ matches: [ROW], [name]: more }))
        expect(await given(answer)).toEqual(['none', true])
      }),
      runs(15),
    )
  })
})
