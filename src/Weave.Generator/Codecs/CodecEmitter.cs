using Microsoft.CodeAnalysis.CSharp;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Support;
using Weave.Generator.Emit;

namespace Weave.Generator.Codecs;

/// <summary>
/// Writes the codec classes. For a class it looks like this:
/// <code>
/// static class Shop_OrderFields                                  // shared by Order, its constructions, and what derives from it
/// {
///     [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
///     static extern ref int _idOf(Order value);
///     internal static void Write(StateWriter writer, Order value) { writer.Put&lt;int&gt;(_idOf(value)); ... }
///     internal static void Read(StateReader reader, Order value) { _idOf(value) = reader.Get&lt;int&gt;(); ... }
/// }
///
/// sealed class Shop_OrderCodec : ObjectCodec&lt;Order&gt; { ... one call of Write or Read for each class of the hierarchy ... }
/// </code>
/// Code that names a private type stands inside the partial type that has it.
/// </summary>
static class CodecEmitter
{
    const string Runtime = "global::Weave.State.";
    const string CompilerServices = "global::System.Runtime.CompilerServices.";

    /// <summary>The files of a merged plan: one a source type, ordered by name.</summary>
    public static EquatableArray<GeneratedFile> Emit(CodecPlan plan)
    {
        var fields = plan.FieldSets.Select(static set => (set.File, set.Home, Fields: (FieldSetModel?)set, Codec: (GeneratedCodecModel?)null));
        var codecs = plan.Codecs
            .Where(static codec => codec.Generated is not null)
            .Select(static codec => (codec.Generated!.File, codec.Home, Fields: (FieldSetModel?)null, Codec: (GeneratedCodecModel?)codec.Generated));
        var files = fields.Concat(codecs)
            .GroupBy(static part => part.Home is null ? part.File : $"{part.File}.in.{part.Home.TypeName.Replace("global::", "")}", StringComparer.Ordinal)
            .OrderBy(static file => file.Key, StringComparer.Ordinal)
            .ToArray();
        var names = HintNames.Of("Weave.Codecs.", [.. files.Select(static file => file.Key)]);
        return new(files.Zip(names, static (file, name) =>
        {
            var writer = new SourceWriter();
            var home = file.First().Home;
            Housing.Open(writer, home);
            var first = true;
            foreach (var part in file)
            {
                if (!first)
                    writer.Line();
                first = false;
                if (part.Fields is not null)
                    EmitFieldSet(writer, part.Fields);
                else
                    EmitCodec(writer, part.Codec!, home);
            }

            Housing.Close(writer, home);
            return new GeneratedFile(name, writer.ToString());
        }));
    }

    static void EmitFieldSet(SourceWriter writer, FieldSetModel set)
    {
        var parameter = (set.IsStruct ? "ref " : "") + set.TypeName + " value";
        writer.Line($"/// <summary>The fields that {FunctionEmitter.Escaped(set.Display)} declares.</summary>");
        writer.Line($"{(set.IsPrivate ? "private" : "internal")} static class {set.Name}{set.TypeParameters}");
        foreach (var clause in set.Constraints)
            writer.Line("    " + clause);
        writer.Open();
        foreach (var field in set.Fields.Where(static field => field.Accessor.Length > 0))
        {
            writer.Line($"[{CompilerServices}UnsafeAccessor({CompilerServices}UnsafeAccessorKind.Field, Name = {SymbolDisplay.FormatLiteral(field.MetadataName, quote: true)})]");
            writer.Line($"static extern ref {field.TypeName} {field.Accessor}({parameter});");
            writer.Line();
        }

        writer.Open($"internal static void Write({Runtime}StateWriter writer, {parameter})");
        foreach (var field in set.Fields)
            writer.Line($"writer.Put<{field.TypeName}>({Place(set, field, byName: field.Member.Length > 0)});");
        writer.Close().Line();

        writer.Open($"internal static void Read({Runtime}StateReader reader, {parameter})");
        foreach (var field in set.Fields)
            writer.Line($"{Place(set, field, byName: field.Accessor.Length == 0)} = reader.Get<{field.TypeName}>();");
        writer.Close();
        writer.Close();
    }

    static string Place(FieldSetModel set, FieldModel field, bool byName) => byName ? $"value.{field.Member}" : $"{field.Accessor}({(set.IsStruct ? "ref " : "")}value)";

    static void EmitCodec(SourceWriter writer, GeneratedCodecModel codec, HomeModel? home)
    {
        writer.Line($"/// <summary>How {FunctionEmitter.Escaped(codec.Display)} travels.</summary>");
        writer.Line($"{(home is null ? "internal" : "private")} sealed class {codec.Name}{codec.TypeParameters} : {Runtime}{(codec.IsStruct ? "Codec" : "ObjectCodec")}<{codec.TypeName}>");
        foreach (var clause in codec.Constraints)
            writer.Line("    " + clause);
        writer.Open();
        if (codec.TypeParameters.Length == 0)
            writer.Line($"public override string Schema => {SymbolDisplay.FormatLiteral(codec.Schema, quote: true)};").Line();
        else
            writer.Line($"public override string Schema {{ get; }} = $\"{codec.Schema}\";").Line();
        if (codec.Immutable)
            writer.Line("public override bool Immutable => true;").Line();
        if (codec.IsStruct)
            EmitStructBody(writer, codec);
        else
            EmitObjectBody(writer, codec);
        writer.Close();
    }

    static void EmitStructBody(SourceWriter writer, GeneratedCodecModel codec)
    {
        EmitCalls(writer, codec, $"public override void Write({Runtime}StateWriter writer, {codec.TypeName} value)", "Write(writer, ref value);");
        writer.Line();
        writer.Open($"public override {codec.TypeName} Read({Runtime}StateReader reader)");
        writer.Line($"var value = default({codec.TypeName});");
        foreach (var set in codec.FieldSets)
            writer.Line($"{set}.Read(reader, ref value);");
        writer.Line("return value;");
        writer.Close();
    }

    static void EmitObjectBody(SourceWriter writer, GeneratedCodecModel codec)
    {
        EmitCalls(writer, codec, $"public override void WriteBody({Runtime}StateWriter writer, {codec.TypeName} value)", "Write(writer, value);");
        writer.Line();
        writer.Line("// No constructor runs: every field is read back.");
        writer.Line($"public override {codec.TypeName} Allocate({Runtime}StateReader reader) =>");
        writer.Line($"    ({codec.TypeName}){CompilerServices}RuntimeHelpers.GetUninitializedObject(typeof({codec.TypeName}));");
        writer.Line();
        EmitCalls(writer, codec, $"public override void ReadBody({Runtime}StateReader reader, {codec.TypeName} value)", "Read(reader, value);");
    }

    static void EmitCalls(SourceWriter writer, GeneratedCodecModel codec, string method, string call)
    {
        writer.Open(method);
        foreach (var set in codec.FieldSets)
            writer.Line($"{set}.{call}");
        writer.Close();
    }
}
