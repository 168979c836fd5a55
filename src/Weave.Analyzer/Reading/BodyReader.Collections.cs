using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Arrays and collection expressions with a cut among their elements: the elements are evaluated in order, the collection is made of them at the end.</summary>
sealed partial class BodyReader
{
    /// <summary>The elements of an array initializer, nested ones for each dimension.</summary>
    static ExpressionSyntax[] Elements(InitializerExpressionSyntax initializer) =>
        [.. initializer.Expressions.SelectMany(static e => e is InitializerExpressionSyntax inner ? Elements(inner) : [e])];

    /// <summary><c>int[] a = { 1, cut }</c>: outside a declaration it needs its type.</summary>
    ExpressionSyntax LowerArray(InitializerExpressionSyntax initializer, ITypeSymbol type, List<Node> nodes) =>
        SyntaxFactory.ParseExpression($"new {TypeNames.Of(type.WithNullableAnnotation(NullableAnnotation.None))} {Text(Compose((SyntaxNode)initializer, Evaluate(Elements(initializer), nodes)))}");

    ExpressionSyntax LowerCollection(CollectionExpressionSyntax collection, List<Node> nodes)
    {
        // The operand of a cast takes its type.
        SyntaxNode outer = collection;
        while (outer.Parent is ParenthesizedExpressionSyntax)
            outer = outer.Parent;
        var type = TypeOf(collection) ?? (outer.Parent is CastExpressionSyntax cast ? TypeOf(cast) : null) ?? throw NotWoven(collection, "a collection expression without a type");
        if (AddsOneByOne(type))
            return AddOneByOne(collection, type, nodes);
        var elements = collection.Elements;
        var last = elements.IndexOf(cuts.Holds);
        for (var i = last; i < elements.Count; i++)
            last = cuts.Holds(elements[i]) ? i : last;
        if (elements.Take(last).OfType<SpreadElementSyntax>().Any())
            return LowerSpreads(collection, type, last, nodes);
        return Rebuild(collection, [.. elements.Select(Value)], nodes);
    }

    static ExpressionSyntax Value(CollectionElementSyntax element) => element switch
    {
        ExpressionElementSyntax single => single.Expression,
        SpreadElementSyntax spread => spread.Expression,
        _ => throw NotWoven(element, "this element of a collection"),
    };

    /// <summary>
    /// A spread before a cut. Where the length of every spread is known, C# evaluates everything up to the last spread before it reads any; then the spreads
    /// themselves can wait. Otherwise it reads each in its turn, and what was read goes into an array.
    /// </summary>
    ExpressionSyntax LowerSpreads(CollectionExpressionSyntax collection, ITypeSymbol type, int last, List<Node> nodes)
    {
        var elements = collection.Elements;
        if (ElementType(type) is not { } elementType || IsUnnameable(elementType))
            throw NotWoven(collection, "a spread before a cut in this collection");
        var known = elements.OfType<SpreadElementSyntax>().All(s => HasLength(s.Expression));
        var lastSpread = elements.LastIndexOf(static e => e is SpreadElementSyntax);
        if (known && lastSpread > last)
            return Rebuild(collection, [.. elements.Select(Value)], nodes);
        var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
        var array = semantics.Compilation.CreateArrayTypeSymbol(elementType);
        if (known)
        {
            // All that stands before the last spread is evaluated, then the spreads are read.
            var head = elements.Take(lastSpread + 1).ToList();
            var values = Settled([.. head.Select(Value)], [.. elements.Skip(lastSpread + 1)], nodes);
            var read = SyntaxFactory.ParseExpression($"[{string.Join(", ", head.Select(e => Text(Compose((SyntaxNode)e, values))))}]");
            var name = Name(Spill(read, collection, array, nodes, "spread"));
            var rest = Evaluate([.. elements.Skip(lastSpread + 1).Select(Value)], nodes);
            return SyntaxFactory.ParseExpression($"[.. {name}{string.Concat(elements.Skip(lastSpread + 1).Select(e => ", " + Text(Compose((SyntaxNode)e, rest))))}]");
        }
        for (var i = 0; i < elements.Count && i <= last; i++)
        {
            var later = elements.Take(last + 1).Skip(i + 1).ToList<SyntaxNode>();
            if (i < last && elements[i] is SpreadElementSyntax spread)
                replaced[spread.Expression] = Identifier(Name(Spill(SyntaxFactory.ParseExpression($"[.. {Text(Lower(spread.Expression, nodes))}]"), spread.Expression, array, nodes, "spread")));
            else
                replaced[Value(elements[i])] = i < last ? Settle(Value(elements[i]), later, nodes) : Lower(Value(elements[i]), nodes);
        }
        return Compose(collection, replaced);
    }

    /// <summary>True if the compiler asks the sequence for its length.</summary>
    bool HasLength(ExpressionSyntax sequence) => TypeOf(sequence) is { } type
        && (type is IArrayTypeSymbol || type.SpecialType == SpecialType.System_String || Bases(type).Any(static t => t.GetMembers().OfType<IPropertySymbol>().Any(static p =>
            p is { Name: "Length" or "Count", IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, Type.SpecialType: SpecialType.System_Int32 })));

    static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (var basis = type; basis is not null; basis = basis.BaseType)
            yield return basis;
        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var other in type.AllInterfaces)
                yield return other;
        }
    }

    /// <summary>The element type of a target whose elements the compiler gathers before it makes the collection.</summary>
    static ITypeSymbol? ElementType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
        _ => null,
    };

    /// <summary>True for a type that is made empty and then added to, as a collection initializer does.</summary>
    static bool AddsOneByOne(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named
        && named.OriginalDefinition.ToDisplayString() is not ("System.Collections.Generic.List<T>" or "System.Span<T>" or "System.ReadOnlySpan<T>")
        && !named.GetAttributes().Any(static a => a.AttributeClass?.Name == "CollectionBuilderAttribute");

    ExpressionSyntax AddOneByOne(CollectionExpressionSyntax collection, ITypeSymbol type, List<Node> nodes)
    {
        var created = Name(Spill(SyntaxFactory.ParseExpression($"new {TypeNames.Of(type.WithNullableAnnotation(NullableAnnotation.None))}()"), collection, type, nodes, "created"));
        foreach (var element in collection.Elements)
        {
            var value = InContext(Lower(Value(element), nodes));
            if (element is SpreadElementSyntax)
            {
                var item = pool.Numbered("item");
                nodes.Add(new SliceNode(MakeStatement($"foreach (var {item} in {Text(value)}) {created}.Add({item});", element)));
            }
            else
            {
                nodes.Add(new SliceNode(MakeStatement($"{created}.Add({Text(value)});", element)));
            }
        }
        return Identifier(created);
    }
}
