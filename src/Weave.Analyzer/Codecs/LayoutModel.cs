using Weave.Analyzer.Evolution;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>What contracts say of one type definition.</summary>
/// <param name="Key">The definition, as <see cref="TypeNames.Schema"/> spells it.</param>
/// <param name="Text">Its part of the contracts.</param>
/// <param name="Migrations">What makes new values of old ones.</param>
sealed record LayoutModel(string Key, string Text, EquatableArray<MigrationModel> Migrations);
