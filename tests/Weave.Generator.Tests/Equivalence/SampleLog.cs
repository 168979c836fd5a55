using System.Reflection;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>The effects that samples leave: static state of their assembly, which no capture touches.</summary>
sealed class SampleLog(Assembly assembly, string space = "Corpus")
{
    readonly List<string> lines = (List<string>)assembly.GetType(space + ".Log", throwOnError: true)!.GetField("Lines")!.GetValue(null)!;

    public void Clear() => lines.Clear();

    public string[] Take() => [.. lines];
}
