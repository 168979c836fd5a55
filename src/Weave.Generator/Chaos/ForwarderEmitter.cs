using Microsoft.CodeAnalysis;
using Weave.Analyzer;
using Weave.Analyzer.Model;
using Weave.Generator.Emit;
using Weave.Generator.Lowering;

namespace Weave.Generator.Chaos;

/// <summary>
/// Writes the member that an intercepted call enters: it makes the call woven, or plain where the run time says so. It stands in the method's own type, because the
/// frame can be named only there, and the original may be private.
/// </summary>
static class ForwarderEmitter
{
    /// <summary>The generated file; null if no interceptor could enter it.</summary>
    public static string? Emit(FunctionModel function, IMethodSymbol method) =>
        (method.ContainingType.TypeKind == TypeKind.Interface && !method.IsStatic) || !method.ExplicitInterfaceImplementations.IsEmpty
            || method.Parameters.Any(static p => p.RefKind != RefKind.None) || !Nameable.IsInAssembly(method)
            ? null
            : TypeFile.Write(function.Signature.Context, writer => Member(writer, function, method));

    static void Member(SourceWriter writer, FunctionModel function, IMethodSymbol method)
    {
        var signature = function.Signature;
        var text = new CutText(function);
        var parameters = string.Join(", ", signature.Parameters.Select(static p => $"{p.Type} {p.Name}"));
        var generics = Nameable.List(method.TypeParameters);
        var plain = $"{signature.EscapedName}{generics}({string.Join(", ", signature.Parameters.Select(static p => p.Passed))})";
        var fields = signature.Parameters.Select((p, i) => $"{function.Variables[i].Field} = {p.Name}");
        if (!signature.IsStatic)
            fields = fields.Prepend("self = this");
        var frame = $"new {text.Frame} {{ {string.Join(", ", fields)} }}";
        var call = "call";
        while (signature.Parameters.Any(p => p.Name == call))
            call += "_";
        // An override in another type may have no twin: only an object of exactly this type is known to mean this method.
        var exact = CanBeOverridden(method) ? $"GetType() == typeof({signature.Context.SelfType}) && " : "";
        var enter = $"{exact}global::Weave.Testing.Chaos.Enter({text.Frame}.Info) is {{ }} {call}";
        var head = $"{(Nameable.IsEverywhere(method) ? "public" : "internal")} {(signature.IsStatic ? "static " : signature.IsReadOnly ? "readonly " : "")}{signature.ReturnType}";
        writer.Line($"/// <summary>What intercepted calls of <c>{FunctionEmitter.Escaped(signature.Id)}</c> enter.</summary>");
        writer.Line(TypeFile.Hidden);
        writer.Open($"{head} {signature.Name}{KnownNames.ChaosSuffix}{generics}({parameters}){Nameable.Clauses(method.TypeParameters)}");
        if (signature.ReturnType == "void")
            writer.Line($"if ({enter})").Line($"    {call}.{Run(signature, method)}({frame});").Line("else").Line($"    {plain};");
        else
            writer.Line($"return {enter} ? {call}.{Run(signature, method)}({frame}) : {plain};");
        writer.Close();
    }

    static bool CanBeOverridden(IMethodSymbol method) =>
        (method.IsVirtual || method.IsOverride || method.IsAbstract) && !method.IsSealed && !method.ContainingType.IsSealed && !method.ContainingType.IsValueType;

    static string Run(MethodSignature signature, IMethodSymbol method)
    {
        var name = !signature.IsAsync ? "Run" : method.ReturnType.Name == "ValueTask" ? "RunValueAsync" : "RunAsync";
        return signature.ResultType == "void" ? name : $"{name}<{signature.ResultType}>";
    }
}
