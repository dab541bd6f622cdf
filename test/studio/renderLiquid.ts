import { Liquid } from 'liquidjs'

const engine = new Liquid({ ownPropertyOnly: true, strictFilters: true })

// The one filter of Studio's that makes a value safe inside JSON (https://www.twilio.com/docs/studio/widget-library/send-flex).
engine.registerFilter('to_json', (value: unknown) => JSON.stringify(value ?? null))

/** Renders one property of a widget once, as Studio does; what is not known is empty. */
export const renderLiquid = (template: string, scope: object): string =>
  String(engine.parseAndRenderSync(template, scope))
