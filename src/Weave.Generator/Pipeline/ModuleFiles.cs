using Weave.Analyzer.Codecs;
using Weave.Generator.Codecs;

namespace Weave.Generator.Pipeline;

/// <summary>The files of a module as a whole: its codecs and its registration.</summary>
static class ModuleFiles
{
    public static IEnumerable<GeneratedFile> Of(IReadOnlyList<ModulePart> parts)
    {
        if (parts.Count == 0)
            return [];
        var plan = CodecPlan.Merge(parts.Select(static p => p.Codecs));
        var migrations = plan.Layouts.SelectMany(static layout => layout.Migrations).Concat(parts.SelectMany(static p => p.Migrations));
        var registrations = parts.Select(static p => p.Registration).OfType<Registration>().Concat(migrations.Select(MigrationEmitter.Register));
        return CodecEmitter.Emit(plan).Concat(RegistrationEmitter.Emit(plan, registrations));
    }
}
