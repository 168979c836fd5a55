using Weave.Analyzer.Evolution;
using Weave.Analyzer.Model;
using Weave.Generator.Codecs;

namespace Weave.Generator.Emit;

/// <summary>Writes what fragment functions and steps have in common: the frame's fields, its codec, its descriptor and its entry in <c>Fragments</c>.</summary>
static class FrameEmitter
{
    const string Execution = "global::Weave.Execution";

    /// <summary>One cut as a descriptor states it.</summary>
    public sealed record CutLine(string Id, string Anchor, IReadOnlyList<Variable> Contract);

    public static string ResultArgument(MethodSignature signature) => signature.ResultType == "void" ? $"{Execution}.Unit" : signature.ResultType;

    public static void Info(SourceWriter writer, MethodSignature signature, string frame, IReadOnlyList<CutLine> cuts, string demands = "")
    {
        writer.Line($"internal static readonly {Execution}.FragmentFunction<{ResultArgument(signature)}> Info = new(");
        writer.Line($"    {Quoted(signature.Id)},");
        writer.Line("    [");
        foreach (var cut in cuts)
        {
            writer.Line($"        new({Quoted(cut.Id)}, {Quoted(cut.Anchor)}, {Quoted(FunctionContracts.Values(signature, cut.Contract))}),");
        }
        writer.Line("    ],");
        writer.Line($"    static () => new {frame}(){string.Concat(signature.OpenTypes.Select(static t => $", typeof({t})"))}){demands};");
        writer.Line();
    }

    public static void Fields(SourceWriter writer, MethodSignature signature, IEnumerable<Variable> variables)
    {
        if (!signature.IsStatic)
            writer.Line($"internal {signature.Context.SelfType} self = default!;");
        foreach (var variable in variables)
            writer.Line($"internal {variable.FieldType} {variable.Field} = default!;");
        writer.Line();
    }

    public static void Codec(SourceWriter writer, MethodSignature signature, IReadOnlyList<CutLine> cuts)
    {
        Switch(writer, "public override void Write(global::Weave.State.StateWriter writer)", signature, cuts, static (_, field) => $"writer.Put({field});");
        writer.Line();
        Switch(writer, "public override void Read(global::Weave.State.StateReader reader)", signature, cuts, static (type, field) => $"{field} = reader.Get<{type}>();");
    }

    static void Switch(SourceWriter writer, string header, MethodSignature signature, IReadOnlyList<CutLine> cuts, Func<string, string, string> statement)
    {
        writer.Open(header);
        if (!signature.IsStatic)
            writer.Line(statement(signature.Context.SelfType, "self"));
        if (cuts.Any(static c => c.Contract.Count > 0))
        {
            writer.Open("switch (Cut)");
            for (var i = 0; i < cuts.Count; i++)
            {
                if (cuts[i].Contract.Count == 0)
                    continue;
                writer.Line($"case {i}:");
                foreach (var variable in cuts[i].Contract)
                    writer.Line("    " + statement(variable.FieldType, variable.Field));
                writer.Line("    break;");
            }
            writer.Close();
        }
        writer.Close();
    }

    /// <summary>Registers the descriptor: called by the module initializer, which cannot see the frame. A generic function has a class for it, which the registry closes.</summary>
    public static void Register(SourceWriter writer, MethodSignature signature, string frame)
    {
        writer.Line(TypeFile.Hidden);
        if (signature.OpenTypes.Count > 0)
        {
            writer.Open($"{(signature.Context.IsPrivate ? "private" : "internal")} sealed class {signature.Unique}__open{signature.Generics} : {Execution}.OpenRegistration{signature.Clauses}");
            writer.Line($"public override void Register() => {Execution}.FragmentRegistry.Add({frame}.Info);");
            writer.Close();
            return;
        }
        writer.Open($"internal static void {signature.Unique}__register()");
        writer.Line($"{Execution}.FragmentRegistry.Add({frame}.Info);");
        writer.Close();
    }

    /// <summary>What the module initializer does to register a function.</summary>
    public static Registration RegisterCall(MethodSignature signature)
    {
        var commas = signature.TypeParameters.Count == 0 ? "" : $"<{new string(',', signature.TypeParameters.Count - 1)}>";
        return new(signature.Context.Home, signature.OpenTypes.Count == 0
            ? $"{signature.Context.SelfType}.{signature.Unique}__register();"
            : $"{Execution}.FragmentRegistry.AddOpen({Quoted(signature.Id)}, typeof({signature.Context.OpenType}.{signature.Unique}__open{commas}));");
    }

    public static string Parameters(MethodSignature signature, string? first)
    {
        var parameters = signature.Parameters.Select(static p => $"{(p.Params ? "params " : "")}{p.Type} {p.Name}{(p.Default is null ? "" : " = " + p.Default)}");
        return string.Join(", ", first is null ? parameters : parameters.Prepend(first));
    }

    public static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
