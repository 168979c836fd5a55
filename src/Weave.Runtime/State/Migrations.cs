using System.ComponentModel;
using Weave.Contracts;
using Weave.Modules;

namespace Weave.State;

/// <summary>The <c>[Migrates]</c> methods of this process. Generated module initializers fill it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Migrations
{
    /// <summary>Adds a migration.</summary>
    /// <param name="migration">The migration.</param>
    public static void Add(Migration migration) => migration.Scope.Migrations[(Names.Definition(migration.Owner), migration.Member)] = migration;

    internal static Migration? Find(string owner, string member) => CodeScope.Current.Migrations.GetValueOrDefault((owner, member));
}
