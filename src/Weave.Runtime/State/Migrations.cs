using System.Collections.Concurrent;
using System.ComponentModel;
using Weave.Contracts;

namespace Weave.State;

/// <summary>The <c>[Migrates]</c> methods of this process. Generated module initializers fill it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Migrations
{
    static readonly ConcurrentDictionary<(string Owner, string Member), Migration> migrations = new();

    /// <summary>Adds a migration.</summary>
    /// <param name="migration">The migration.</param>
    public static void Add(Migration migration) => migrations[(Names.Definition(migration.Owner), migration.Member)] = migration;

    internal static Migration? Find(string owner, string member) => migrations.GetValueOrDefault((owner, member));
}
