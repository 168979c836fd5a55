using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;
using Weave.Generator.Codecs;
using Weave.Generator.Emit;

namespace Weave.Generator.Chaos;

/// <summary>Sends every ordinary call of a woven method in the project's own code to that method's forwarder. Generated code is not intercepted, so twins call twins.</summary>
sealed class InterceptorEmitter
{
    readonly CSharpCompilation compilation;
    readonly ISet<IMethodSymbol> forwarded;
    readonly CancellationToken cancel;
    readonly Dictionary<IMethodSymbol, List<string>> calls = new(SymbolEqualityComparer.Default);

    /// <param name="compilation">The project's own code.</param>
    /// <param name="forwarded">The methods of it that have a forwarder.</param>
    /// <param name="cancel">Ends the work.</param>
    public InterceptorEmitter(CSharpCompilation compilation, ISet<IMethodSymbol> forwarded, CancellationToken cancel)
    {
        this.compilation = compilation;
        this.forwarded = forwarded;
        this.cancel = cancel;
    }

    /// <summary>One file for each method that is called: a call that cannot be intercepted after all then costs that method only.</summary>
    public IEnumerable<GeneratedFile> Emit()
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
#pragma warning disable RS1030 // the whole compilation is read
            var semantics = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (var call in tree.GetRoot(cancel).DescendantNodes().OfType<InvocationExpressionSyntax>())
                Add(call, semantics);
        }
        var number = 0;
        foreach (var pair in calls.OrderBy(static p => p.Key.ToDisplayString(), StringComparer.Ordinal))
            yield return new($"Weave.Chaos.Calls.{++number}.g.cs", File(pair.Key, pair.Value));
    }

    static string File(IMethodSymbol method, List<string> locations)
    {
        var writer = new SourceWriter().Line(TypeFile.Header).Line();
        writer.Open("namespace Weave.Chaos.Generated");
        writer.Line($"/// <summary>Calls of <c>{FunctionEmitter.Escaped(method.ToDisplayString())}</c> that go through the woven method.</summary>");
        writer.Open("file static class Interceptors");
        Interceptor(writer, method, locations);
        writer.Close();
        writer.Close();
        writer.Line().Open("namespace System.Runtime.CompilerServices");
        writer.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]");
        writer.Line("file sealed class InterceptsLocationAttribute(int version, string data) : global::System.Attribute;");
        writer.Close();
        return writer.ToString();
    }

    void Add(InvocationExpressionSyntax call, SemanticModel semantics)
    {
        cancel.ThrowIfCancellationRequested();
        if (semantics.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } symbol)
            return;
        var method = Twins.Definition(symbol);
        if (!IsForwarded(method) || call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } || semantics.GetInterceptableLocation(call, cancel) is not { } location)
            return;
        // An extension method may be called both ways, and its interceptor has to be declared as it is called.
        var key = symbol.ReducedFrom is null ? method : symbol.ReducedFrom;
        if (!calls.TryGetValue(key, out var locations))
            calls.Add(key, locations = []);
        locations.Add(location.GetInterceptsLocationAttributeSyntax());
    }

    bool IsForwarded(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
        ? forwarded.Contains(method)
        : method.ContainingType.GetMembers(method.Name + KnownNames.ChaosSuffix).OfType<IMethodSymbol>().Any(f => compilation.IsSymbolAccessibleWithin(f, compilation.Assembly)
            && f.Arity == method.Arity && f.Parameters.Length == method.Parameters.Length
            && f.Parameters.Zip(method.Parameters, static (a, b) => a.Type.ToDisplayString() == b.Type.ToDisplayString()).All(static same => same));

    static void Interceptor(SourceWriter writer, IMethodSymbol method, List<string> locations)
    {
        foreach (var location in locations)
            writer.Line(location);
        var type = TypeNames.Of(method.ContainingType);
        var parameters = method.Parameters.Select(static (p, i) => $"{TypeNames.Of(p.Type.WithNullableAnnotation(p.NullableAnnotation))} p{i}").ToList();
        var arguments = string.Join(", ", method.Parameters.Select(static (p, i) => p.Type.TypeKind == TypeKind.Dynamic ? $"(object)p{i}" : $"p{i}"));
        if (method.IsExtensionMethod)
            parameters[0] = "this " + parameters[0];
        if (!method.IsStatic)
            parameters.Insert(0, $"this {(method.ContainingType.IsValueType ? "ref " : "")}{type} self");
        var target = method.IsStatic ? type : "self";
        var open = Nameable.TypeParameters(method);
        writer.Line($"internal static {TypeNames.Of(method.ReturnType)} {method.Name}{KnownNames.ChaosSuffix}{Nameable.List(open)}({string.Join(", ", parameters)}){Nameable.Clauses(open)} =>");
        writer.Line($"    {target}.{method.Name}{KnownNames.ChaosSuffix}{Nameable.List(method.TypeParameters)}({arguments});");
    }
}
