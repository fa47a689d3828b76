// Names each module of the reference for the entry that users import, not for the path of its source.
import { type Application, type Context, Converter, ReflectionKind } from 'typedoc'

export function load(application: Application): void {
  application.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = module.name.replace(/\/src(\/index)?$/, '').replace(/\/src\//, '/')
    }
  })
}
