using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Generator.Codecs;

/// <summary>The instance state of a source type: all that the compiler will lay out for it, seen or unseen in its member list.</summary>
static class SourceFields
{
    /// <summary>The state that <paramref name="type"/> declares itself, base classes apart, in declaration order.</summary>
    public static IEnumerable<SourceField> Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var captured = Captured(type, compilation, cancellation)
            .Select(static parameter => new SourceField(parameter.Name, $"<{parameter.Name}>P", parameter.Type, Symbol: null, IsReadOnly: false));
        var declared = type.GetMembers()
            .Where(static member => !member.IsStatic)
            .Select(static member => (Member: member, Field: Field(member)))
            .Where(static pair => pair.Field is not null)
            .OrderBy(static pair => Place(pair.Member).Path, StringComparer.Ordinal)
            .ThenBy(static pair => Place(pair.Member).Start)
            .Select(static pair => pair.Field!.Value);
        return captured.Concat(declared);
    }

    static SourceField? Field(ISymbol member) => member switch
    {
        IFieldSymbol { IsConst: true } => null,
        IFieldSymbol field => new SourceField(
            (field.AssociatedSymbol ?? field).Name,
            field.MetadataName,
            field.Type,
            field.CanBeReferencedByName ? field : null,
            field.IsReadOnly),

        // The delegate behind a field-like event is not in the member list.
        IEventSymbol { IsAbstract: false, AddMethod.IsImplicitlyDeclared: true } source => new SourceField(source.Name, source.Name, source.Type, Symbol: null, IsReadOnly: false),
        _ => null,
    };

    static (string Path, int Start) Place(ISymbol member)
    {
        var location = ((member as IFieldSymbol)?.AssociatedSymbol ?? member).Locations.FirstOrDefault();
        return (location?.SourceTree?.FilePath ?? "", location?.SourceSpan.Start ?? 0);
    }

    /// <summary>The parameters of the primary constructor that members use: the compiler gives each a field, which no member list shows.</summary>
    static IEnumerable<IParameterSymbol> Captured(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var definition = type.OriginalDefinition;
        var parts = definition.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().ToArray();
        var primary = parts.FirstOrDefault(static part => part.ParameterList is not null);
        if (primary is null)
            return [];

        var constructor = definition.InstanceConstructors.FirstOrDefault(candidate => candidate.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) == primary));
        if (constructor is null || constructor.Parameters.IsEmpty)
            return [];

        var used = new HashSet<int>();
        foreach (var part in parts)
        {
            var names = part.Members.SelectMany(Bodies).SelectMany(static body => body.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>();
            SemanticModel? model = null;
            foreach (var name in names)
            {
                var parameter = constructor.Parameters.FirstOrDefault(candidate => candidate.Name == name.Identifier.ValueText);
                if (parameter is null || used.Contains(parameter.Ordinal))
                    continue;
                model ??= compilation.GetSemanticModel(part.SyntaxTree);
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, parameter) && !IsInNameOf(name, model, cancellation))
                    used.Add(parameter.Ordinal);
            }
        }

        // The same constructor of the closed type has the type arguments filled in.
        var closed = type.InstanceConstructors.First(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, constructor));
        return closed.Parameters.Where(parameter => used.Contains(parameter.Ordinal));
    }

    /// <summary>The parts of a member that run after construction. An initializer runs during it and captures nothing.</summary>
    static IEnumerable<SyntaxNode> Bodies(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax or BaseFieldDeclarationSyntax or DelegateDeclarationSyntax => [],
        PropertyDeclarationSyntax property => ((IEnumerable<SyntaxNode?>)[property.AccessorList, property.ExpressionBody]).OfType<SyntaxNode>(),
        _ => [member],
    };

    static bool IsInNameOf(SyntaxNode name, SemanticModel model, CancellationToken cancellation) =>
        name.Ancestors().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" } && model.GetConstantValue(call, cancellation).HasValue);
}
