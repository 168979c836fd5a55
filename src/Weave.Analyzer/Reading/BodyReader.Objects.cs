using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// New objects with a cut among their members. C# makes the object first and then sets one member after the other, so that is what is written out: the object
/// in a temporary, then statements. Members that can be set in an initializer only are evaluated in order and set at the end, where that cannot be told apart.
/// </summary>
sealed partial class BodyReader
{
    ExpressionSyntax LowerCreation(BaseObjectCreationExpressionSyntax creation, List<Node> nodes)
    {
        var arguments = creation.ArgumentList is { } list ? Arguments(list) : [];
        if (creation.Initializer is not { } initializer || !cuts.Holds(initializer))
            return Rebuild(creation, arguments, nodes);
        if (TypeOf(creation) is not { } type || type.TypeKind == TypeKind.Dynamic)
            throw NotWoven(creation, "this object creation");
        var first = initializer.Expressions.IndexOf(cuts.Holds);
        if (!CanFollow(initializer, first))
            return CreateAtOnce(creation, initializer, arguments, nodes);
        var rest = (BaseObjectCreationExpressionSyntax)Rebuild(creation, arguments, nodes);
        var bare = Text(rest.WithInitializer(null)) + (rest.ArgumentList is null ? "()" : "");
        var head = SyntaxFactory.ParseExpression(bare + Braced(rest.Initializer!.Expressions.Take(first)));
        var created = Name(Spill(head, creation, type, nodes, "created"));
        ReadMembers(created, [], initializer.Expressions.Skip(first), nodes);
        return Identifier(created);
    }

    static string Braced(IEnumerable<ExpressionSyntax> members)
    {
        var text = string.Join(", ", members.Select(Text));
        return text.Length == 0 ? "" : $" {{ {text} }}";
    }

    /// <summary>True if the members from <paramref name="first"/> on can be set by statements: what is required has to be set in the expression that makes the object.</summary>
    bool CanFollow(InitializerExpressionSyntax initializer, int first)
    {
        var later = initializer.Expressions.Skip(first).OfType<AssignmentExpressionSyntax>().Select(a => SymbolOf(a.Left));
        return !later.Any(static m => m is IPropertySymbol { SetMethod.IsInitOnly: true } or IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
    }

    /// <summary>Evaluates all values in order and then makes the object: right if neither its constructor nor the members set before the last cut do anything else.</summary>
    ExpressionSyntax CreateAtOnce(BaseObjectCreationExpressionSyntax creation, InitializerExpressionSyntax initializer, ExpressionSyntax[] arguments, List<Node> nodes)
    {
        if (SymbolOf(creation) is not IMethodSymbol constructor || !QuietMembers.IsQuiet(constructor, semantics.Compilation))
            throw NotWoven(creation, "an initializer of init-only or required members, of an object whose constructor may do more than set fields,");
        return Rebuild(creation, [.. arguments, .. Values(initializer.Expressions)], nodes);
    }

    /// <summary>Values of members that may all be set at the end.</summary>
    IEnumerable<ExpressionSyntax> Values(IEnumerable<ExpressionSyntax> members)
    {
        var all = members.ToList();
        var last = all.FindLastIndex(m => cuts.Holds(m));
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: not InitializerExpressionSyntax } assignment
                || i < last && !QuietMembers.IsQuiet(SymbolOf(left)))
                throw NotWoven(all[i], "an initializer of init-only or required members, of which an earlier one may do more than set a field,");
            yield return assignment.Right;
        }
    }

    /// <summary>Sets the members of an object, or adds its elements, one statement each.</summary>
    /// <param name="target">What stands for the object.</param>
    /// <param name="path">Members between the object and the initializer; C# reads them anew for each of its elements.</param>
    /// <param name="members">The elements of the initializer.</param>
    /// <param name="nodes">Takes the statements.</param>
    void ReadMembers(string target, IReadOnlyList<ExpressionSyntax> path, IEnumerable<ExpressionSyntax> members, List<Node> nodes)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: InitializerExpressionSyntax inner }:
                    ReadMembers($"{target}.{Text(name)}", [.. path, name], inner.Expressions, nodes);
                    break;
                case AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax keys, Right: InitializerExpressionSyntax inner } when path.Count == 0:
                    var settled = Compose(keys, Settled(Arguments(keys.ArgumentList), [inner], nodes));
                    ReadMembers(target + Text(settled), [.. path, keys], inner.Expressions, nodes);
                    break;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment:
                    var owner = Owner(target, path, assignment.Right, nodes);
                    nodes.Add(Assign($"{owner}.{Text(name)}", Lower(assignment.Right, nodes), assignment));
                    break;
                case AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax keys, Right: not InitializerExpressionSyntax } assignment:
                    var place = Owner(target, path, assignment, nodes);
                    var replaced = Evaluate([.. Arguments(keys.ArgumentList), assignment.Right], nodes);
                    nodes.Add(Assign(place + Text(Compose(keys, replaced)), Compose(assignment.Right, replaced), assignment));
                    break;
                case AssignmentExpressionSyntax:
                    throw NotWoven(member, "this initializer of a member");
                default:
                    if (semantics.GetCollectionInitializerSymbolInfo(member, cancel).Symbol is not IMethodSymbol)
                        throw NotWoven(member, "a collection initializer that is bound at run time");
                    var elements = member is InitializerExpressionSyntax { Expressions: var several } ? several.ToArray() : [member];
                    var collection = Owner(target, path, member, nodes);
                    var values = Evaluate(elements, nodes);
                    var added = string.Join(", ", elements.Select(e => Text(InContext(Compose(e, values)))));
                    nodes.Add(new SliceNode(MakeStatement($"{collection}.Add({added});", member)));
                    break;
            }
        }
    }

    /// <summary>The object whose member is set: read before a value with a cut, as C# reads it.</summary>
    string Owner(string target, IReadOnlyList<ExpressionSyntax> path, ExpressionSyntax value, List<Node> nodes)
    {
        if (path.Count == 0 || !cuts.Holds(value))
            return target;
        // A struct in a field of the new object is a place in it.
        if (path.All(p => SymbolOf(p) is IFieldSymbol { RefKind: RefKind.None, Type.IsValueType: true }))
            return target;
        var last = path[path.Count - 1];
        var type = semantics.GetOperation(last, cancel)?.Type;
        if (type is not { IsReferenceType: true })
            throw NotWoven(value, "an initializer of a member of a value type");
        return Name(Spill(SyntaxFactory.ParseExpression(target), last, type, nodes, "owner"));
    }

    /// <summary>C# copies the record first: so does a temporary. Members that can be set later are, the others are set by a second copy.</summary>
    ExpressionSyntax LowerWith(WithExpressionSyntax copy, List<Node> nodes)
    {
        if (!cuts.Holds(copy.Initializer))
            return Rebuild(copy, [copy.Expression], nodes);
        var type = TypeOf(copy)!;
        var members = copy.Initializer.Expressions;
        var first = members.IndexOf(cuts.Holds);
        var source = Lower(copy.Expression, nodes);
        var prefix = Braced(members.Take(first).Select(m => Compose(m)));
        var head = type.IsValueType && first == 0 ? source : SyntaxFactory.ParseExpression($"{Parenthesized(source)} with{(prefix.Length == 0 ? " { }" : prefix)}");
        var copied = Name(Spill(head, copy, type, nodes, "copy"));
        var later = members.Skip(first).ToList();
        if (later.TrueForAll(m => m is AssignmentExpressionSyntax { Left: var left } && SymbolOf(left) is IFieldSymbol or IPropertySymbol { SetMethod.IsInitOnly: false }))
        {
            ReadMembers(copied, [], later, nodes);
            return Identifier(copied);
        }
        if (!type.IsValueType && !QuietMembers.CopiesQuietly(type, semantics.Compilation))
            throw NotWoven(copy, "a copy of a record whose copy constructor may do more than copy");
        var replaced = Evaluate([.. Values(later)], nodes);
        return SyntaxFactory.ParseExpression($"{copied} with{Braced(later.Select(m => Compose(m, replaced)))}");
    }

    ExpressionSyntax LowerAnonymous(AnonymousObjectCreationExpressionSyntax creation, List<Node> nodes)
    {
        var replaced = Evaluate([.. creation.Initializers.Select(static i => i.Expression)], nodes);
        var members = creation.Initializers.Select(member =>
        {
            var value = Compose(member.Expression, replaced);
            var name = semantics.GetDeclaredSymbol(member, cancel)!.Name;
            return member.NameEquals is null && ReferenceEquals(value, member.Expression) ? Text(value) : $"{Identifiers.Escape(name)} = {Text(value)}";
        });
        return SyntaxFactory.ParseExpression($"new {{ {string.Join(", ", members)} }}");
    }
}
