using Weave.Analyzer.Evolution;
using Weave.Generator.Emit;

namespace Weave.Generator.Codecs;

/// <summary>Writes what registers <c>[Migrates]</c> methods.</summary>
static class MigrationEmitter
{
    /// <summary>The statement that registers one.</summary>
    public static Registration Register(MigrationModel migration) => new(
        migration.Home,
        $"{Analyzer.KnownNames.Migrations}.Add(new global::Weave.State.Migration<{migration.ResultType}>({FrameEmitter.Quoted(migration.Owner)}, {FrameEmitter.Quoted(migration.Member)}, static inputs => {migration.Call}));");
}
