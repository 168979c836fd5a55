using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;
using Weave.Generator.Emit;

namespace Weave.Generator.Codecs;

/// <summary>The file that registers the codecs which users wrote: all of them, for a variable of type object may hold what no contract names.</summary>
static class StateCodecFile
{
    public const string Name = "Weave.StateCodecs.g.cs";

    /// <summary>The expressions that make the codecs, in order.</summary>
    public static EquatableArray<string> Registrations(Compilation compilation) =>
        new(StateCodecs.All(compilation).Select(static codec => $"new {TypeNames.Key(codec.Codec!)}()").OrderBy(static text => text, StringComparer.Ordinal));

    public static string Text(EquatableArray<string> registrations)
    {
        var writer = new SourceWriter();
        Housing.Head(writer);
        writer.Line("namespace Weave.Generated;").Line();
        writer.Line("/// <summary>Tells the runtime, when this assembly is loaded, of the codecs that [assembly: StateCodec] names.</summary>");
        writer.Open("internal static class WeaveStateCodecs");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Initialize()");
        foreach (var registration in registrations)
            writer.Line($"global::Weave.State.CodecRegistry.Add({registration});");
        writer.Close();
        writer.Close();
        return writer.ToString();
    }
}
