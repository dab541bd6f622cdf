import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import twilio from 'twilio'

/** A request as the loopback server saw it, and what it has against it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly ifMatch: string | undefined
  readonly faults: readonly string[]
}

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Specification {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody?: {
            readonly content: {
              readonly 'application/x-www-form-urlencoded': { readonly schema: Schema }
            }
          }
        }
      }
    >
  >
}

/** Starts a server on loopback that checks every form against a Twilio OpenAPI file, and a `twilio` client that talks to it. */
export async function startOpenApiServer(file: string) {
  const specification: Specification = JSON.parse(readFileSync(file, 'utf8'))
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const checked = check(specification, request, body)
      seen.push(checked)
      response.writeHead(checked.faults.length === 0 ? 200 : 400, {
        'content-type': 'application/json',
      })
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const real = new twilio.RequestClient()
  const request: typeof real.request = (options) =>
    real.request({
      ...options,
      uri: options.uri.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${port}`),
    })
  const client = twilio(`AC${'0'.repeat(32)}`, 'not a secret', {
    httpClient: Object.assign(Object.create(real), { request }),
  })
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { client, seen, stop }
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

function check(specification: Specification, request: IncomingMessage, body: string): SeenRequest {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const found = Object.entries(specification.paths).find(([template]) => {
    const pattern = template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')
    return new RegExp(`^${pattern}$`).test(path)
  })
  const schema = found?.[1].post?.requestBody?.content['application/x-www-form-urlencoded'].schema
  const parameters = Object.fromEntries(new URLSearchParams(body))
  const method = request.method ?? ''
  const ifMatch = request.headers['if-match']
  const faults = schema === undefined ? [`no such operation`] : checkForm(schema, parameters)
  return { method, path, parameters, ifMatch, faults }
}

function checkForm(
  schema: Schema,
  parameters: Readonly<Record<string, string>>,
): readonly string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in parameters))
  const wrong = Object.entries(parameters).flatMap(([name, value]) => {
    const property = schema.properties?.[name]
    if (property === undefined) return [`unknown ${name}`]
    if (property.type === 'integer' && !/^-?\d+$/.test(value)) return [`not an integer: ${name}`]
    return property.type === 'boolean' && !/^(?:true|false)$/.test(value)
      ? [`not a boolean: ${name}`]
      : []
  })
  return [...missing.map((name) => `missing ${name}`), ...wrong]
}
