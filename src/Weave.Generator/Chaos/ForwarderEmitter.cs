using Microsoft.CodeAnalysis;
using Weave.Analyzer;
using Weave.Analyzer.Model;
using Weave.Generator.Emit;
using Weave.Generator.Lowering;

namespace Weave.Generator.Chaos;

/// <summary>
/// Writes the member that an intercepted call enters: it makes the call woven, or plain where the run time says so. It stands in the method's own type, because the
/// frame can be named only there; the original may be private.
/// </summary>
static class ForwarderEmitter
{
    /// <summary>The accessibility that the forwarder can have; null if interceptors could not name the types of the method.</summary>
    public static string? Accessibility(MethodSignature signature, IMethodSymbol method) => (signature.EntryAccessibility, method.DeclaredAccessibility) switch
    {
        ("", _) => null,
        (_, Microsoft.CodeAnalysis.Accessibility.Public) => "public",
        _ => "internal",
    };

    /// <summary>The generated file; null if no interceptor could enter it.</summary>
    public static string? Emit(FunctionModel function, IMethodSymbol method) =>
        method.ContainingType.TypeKind == TypeKind.Interface || !method.ExplicitInterfaceImplementations.IsEmpty || Accessibility(function.Signature, method) is not { } accessibility
            ? null
            : TypeFile.Write(function.Signature.Context, writer => Member(writer, function, method, accessibility));

    static void Member(SourceWriter writer, FunctionModel function, IMethodSymbol method, string accessibility)
    {
        var signature = function.Signature;
        var text = new CutText(function);
        var parameters = string.Join(", ", signature.Parameters.Select(static p => $"{p.Type} {p.Name}"));
        var plain = $"{signature.Name}({string.Join(", ", signature.Parameters.Select(static p => p.Name))})";
        var fields = signature.Parameters.Select((p, i) => $"{function.Variables[i].Field} = {p.Name}");
        if (!signature.IsStatic)
            fields = fields.Prepend("self = this");
        var frame = $"new {text.Frame} {{ {string.Join(", ", fields)} }}";
        var enter = $"global::Weave.Testing.Chaos.Enter({text.Frame}.Info)";
        var run = Run(signature, method);
        writer.Line($"/// <summary>What intercepted calls of <c>{FunctionEmitter.Escaped(signature.Id)}</c> enter.</summary>");
        writer.Line(TypeFile.Hidden);
        writer.Open($"{accessibility} {(signature.IsStatic ? "static " : "")}{signature.ReturnType} {signature.Name}{KnownNames.ChaosSuffix}({parameters})");
        if (signature.ReturnType == "void")
        {
            writer.Line($"if ({enter} is {{ }} __call)").Line($"    __call.{run}({frame});").Line("else").Line($"    {plain};");
        }
        else
        {
            writer.Line($"return {enter} is {{ }} __call ? __call.{run}({frame}) : {plain};");
        }
        writer.Close();
    }

    static string Run(MethodSignature signature, IMethodSymbol method)
    {
        var name = !signature.IsAsync ? "Run" : method.ReturnType.Name == "ValueTask" ? "RunValueAsync" : "RunAsync";
        return signature.ResultType == "void" ? name : $"{name}<{signature.ResultType}>";
    }
}
