using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>The variables of a generated frame, by reflection.</summary>
static class FrameFields
{
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Tests are not trimmed.")]
    public static FieldInfo[] Of(Type frame) => frame.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    /// <summary>The names in a cut's contract.</summary>
    public static HashSet<string> Named(CutInfo cut) => [.. cut.Contract.Split(';').Select(static part => part.Split(':')[0].TrimStart('@'))];
}
