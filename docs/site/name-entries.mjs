// Names each module of the reference for the entry that users import, not for the path of its source.
import { Converter, ReflectionKind } from 'typedoc'

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    for (const module of context.project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = module.name.replace(/\/src(\/index)?$/, '').replace(/\/src\//, '/')
    }
  })
}
