namespace Weave.State;

/// <summary>The schema of a type whose codec somebody wrote: what the bytes hold is the codec's own matter, so it has a number in place of a layout.</summary>
static class CustomSchema
{
    internal static string Of<T>(int version) => $"{TypeName.Of(typeof(T))}{{{(typeof(T).IsValueType ? "struct " : "")}codec {version}}}";
}
