using System.Globalization;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Comparers of strings by the rules of one culture: its name, and the options.</summary>
static class CultureComparers
{
    internal static bool Is(object comparer) => StringComparer.IsWellKnownCultureAwareComparer(comparer as IEqualityComparer<string?>, out _, out _);

    internal static void Write(StateWriter writer, object comparer)
    {
        StringComparer.IsWellKnownCultureAwareComparer(comparer as IEqualityComparer<string?>, out var culture, out var options);
        writer.PutText(culture!.Name);
        writer.PutInt64((int)options);
    }

    internal static StringComparer Read(StateReader reader)
    {
        var name = reader.GetText() ?? throw reader.Corrupt("a culture has no name");
        var options = (CompareOptions)reader.Get<int>();
        try
        {
            return StringComparer.Create(CultureInfo.GetCultureInfo(name), options);
        }
        catch (ArgumentException error)
        {
            throw reader.Corrupt($"a comparer cannot be made ({error.Message})");
        }
    }
}
