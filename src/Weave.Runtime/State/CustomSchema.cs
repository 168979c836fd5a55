namespace Weave.State;

/// <summary>The schema of a type whose codec somebody wrote: what the bytes hold is the codec's own matter, so there is no layout; later versions of it are types of their own.</summary>
static class CustomSchema
{
    /// <summary>Stands between the name and the version.</summary>
    internal const char VersionMark = '#';

    internal static string Of<T>(int version) => version == 1 ? TypeName.Of(typeof(T)) : $"{TypeName.Of(typeof(T))}{VersionMark}{version}";
}
