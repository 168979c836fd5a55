using Weave.Analyzer.Model;

namespace Weave.Generator.Emit;

/// <summary>Writes what a virtual or interface fragment function has besides its body: the twin of one without a body, and the twin check that its callers go through.</summary>
static class DispatchEmitter
{
    const string Context = Analyzer.KnownNames.RunContext;

    /// <summary>The file of a function that is declared without a body: its twin makes the plain call, and is overridden where there is a body.</summary>
    public static string EmitDeclared(MethodSignature signature) => TypeFile.Write(signature.Context, writer =>
    {
        var context = Free(signature, "ctx");
        writer.Line($"/// <summary>The woven twin of <c>{FunctionEmitter.Escaped(signature.Id)}</c> where a type has none of its own: the plain call.</summary>");
        writer.Line(TypeFile.Hidden);
        writer.Open($"{signature.Accessibility} {signature.Dispatch.Modifiers}{signature.ResultType} {signature.Name}__woven{signature.Generics}"
            + $"({FrameEmitter.Parameters(signature, $"{Context} {context}")}){signature.Dispatch.Clauses}");
        writer.Line($"{Return(signature)}{Plain(signature, context, "this")};");
        writer.Close();
        writer.Line();
        Check(writer, signature);
    });

    /// <summary>The twin check.</summary>
    public static void Check(SourceWriter writer, MethodSignature signature)
    {
        var (context, self, woven) = (Free(signature, "ctx"), Free(signature, "self"), Free(signature, "woven"));
        var slot = signature.Unique + "__slot";
        var types = signature.Parameters.Select(static p => p.Type).ToList();
        var plainType = DelegateType(types, signature.ReturnType);
        var wovenType = DelegateType([Context, .. types], signature.ResultType);
        var own = signature.Context.IsInterface ? "private " : "";
        writer.Line($"/// <summary>Calls the twin of <c>{FunctionEmitter.Escaped(signature.Id)}</c> on an object whose own method has one, and the method itself on any other.</summary>");
        writer.Line(TypeFile.Hidden);
        writer.Open($"{signature.Accessibility} static {signature.ResultType} {signature.Name}__virtual{signature.Generics}"
            + $"({FrameEmitter.Parameters(signature, $"{Context} {context}, {signature.Context.SelfType} {self}")}){signature.Clauses}");
        writer.Line($"if (!{slot}.Knows({self}, out var {woven}))");
        writer.Line($"    {woven} = {slot}.Learn({self}, ({plainType}){self}.{signature.EscapedName}{signature.Generics}, ({wovenType}){self}.{signature.Name}__woven{signature.Generics});");
        var arguments = string.Join(", ", signature.Parameters.Select(static p => p.Passed).Prepend(context));
        var twin = $"{self}.{signature.Name}__woven{signature.Generics}({arguments})";
        if (signature.ResultType == "void")
            writer.Line($"if ({woven})").Line($"    {twin};").Line("else").Line($"    {Plain(signature, context, self)};");
        else
            writer.Line($"return {woven} ? {twin} : {Plain(signature, context, self)};");
        writer.Close();
        writer.Line();
        writer.Line($"{own}static readonly global::Weave.Execution.TwinSlot {slot} = new();");
    }

    static string Return(MethodSignature signature) => signature.ResultType == "void" ? "" : "return ";

    /// <summary>The plain call; the task it gives is one that Weave does not own.</summary>
    static string Plain(MethodSignature signature, string context, string self)
    {
        var call = $"{self}.{signature.EscapedName}{signature.Generics}({string.Join(", ", signature.Parameters.Select(static p => p.Passed))})";
        return signature.IsAsync ? $"{Analyzer.KnownNames.ForeignAwait}({context}, {call})" : call;
    }

    static string DelegateType(IReadOnlyCollection<string> parameters, string result) => result == "void"
        ? "global::System.Action" + (parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters)}>")
        : $"global::System.Func<{string.Join(", ", parameters.Append(result))}>";

    static string Free(MethodSignature signature, string name)
    {
        while (signature.Parameters.Any(p => p.Name == name))
            name += "_";
        return name;
    }
}
