import { trusted, type Html } from '#html/html.ts'
import { template, type Package } from './templates.ts'

/**
 * A component as a typed function over the template that its package ships, so the markup is official by construction
 * and an upgrade of the package is the whole upgrade. `Html` in the options is markup and stays so; text is escaped by the template.
 */
export function official<Options extends object>(name: Package, component: string): (options: Options) => Html {
  let ready: ReturnType<typeof template> | undefined
  return (options) => {
    ready ??= template(name, component)
    return trusted(ready.render({ params: options }).trim())
  }
}
