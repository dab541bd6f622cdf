import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import twilio from 'twilio'

/** Where Twilio's own API descriptions lie beside the project. */
export const SPECS = resolve(import.meta.dirname, '../../../../shared/twilio-openapi')

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Spec {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
        }
      }
    >
  >
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const FORM = 'application/x-www-form-urlencoded'

/** One request that Twilio's client sent, and what its API description finds wrong with it. */
interface Received {
  readonly path: string
  readonly form: Readonly<Record<string, readonly string[]>>
  readonly faults: readonly string[]
}

/** Twilio's real client over a server on loopback that checks each request against Twilio's API description. */
export interface Loopback {
  readonly client: twilio.Twilio
  readonly received: Received[]
  close(): Promise<void>
}

export async function openLoopback(): Promise<Loopback> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
      const spec = String(request.headers['x-spec'])
      const sent = [...new URLSearchParams(Buffer.concat(chunks).toString('utf8'))]
      const form = Object.fromEntries(
        sent.map(([name]) => [
          name,
          sent.filter(([key]) => key === name).map(([, value]) => value),
        ]),
      )
      received.push({ path, form, faults: findFaults(spec, path, form) })
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const http = new twilio.RequestClient()
  const send = http.request.bind(http)
  http.request = (options) => {
    const { host, pathname } = new URL(options.uri)
    const spec = SPEC_OF[`${host.split('.')[0]} ${pathname.split('/')[1]}`] ?? ''
    const uri = `http://127.0.0.1:${port}${pathname}`
    return send({ ...options, uri, headers: { ...options.headers, 'X-Spec': spec } })
  }
  const client = twilio(`AC${'0'.repeat(32)}`, 'token', { httpClient: http })
  return {
    client,
    received,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

const SPEC_OF: Readonly<Record<string, string>> = {
  'flex-api v1': 'twilio_flex_v1.json',
  'flex-api v2': 'twilio_flex_v2.json',
  'conversations v1': 'twilio_conversations_v1.json',
  'taskrouter v1': 'twilio_taskrouter_v1.json',
}

function findFaults(file: string, path: string, form: Received['form']): readonly string[] {
  const spec: Spec = JSON.parse(readFileSync(resolve(SPECS, file), 'utf8'))
  const template = Object.keys(spec.paths).find((one) => matches(one, path))
  const schema = spec.paths[template ?? '']?.post?.requestBody?.content[FORM]?.schema
  if (schema === undefined) return [`no operation at ${path}`]
  const properties = schema.properties ?? {}
  const missing = (schema.required ?? []).filter((name) => form[name] === undefined)
  const wrong = Object.entries(form).flatMap(([name, values]) => {
    const property = properties[name]
    if (property === undefined) return [`${name} is unknown`]
    if (property.type !== 'array' && values.length > 1) return [`${name} is doubled`]
    return values.flatMap((value) => (fits(spec, property, value) ? [] : [`${name} does not fit`]))
  })
  return [...missing.map((name) => `${name} is missing`), ...wrong]
}

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path)

function fits(spec: Spec, property: Schema, value: string): boolean {
  const schema =
    property.$ref === undefined
      ? property
      : (spec.components.schemas[property.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) return false
  if (value.length < (schema.minLength ?? 0)) return false
  if (value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) return false
  if (schema.type === 'integer') return /^-?\d+$/.test(value)
  return schema.type === 'boolean' ? /^(?:true|false)$/.test(value) : true
}
