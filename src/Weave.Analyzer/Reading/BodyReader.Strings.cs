using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Texts with a cut in them. C# turns each part into text in its turn, before it evaluates the next: so a part that may change becomes text before the cut.</summary>
sealed partial class BodyReader
{
    bool IsConcatenation(BinaryExpressionSyntax binary) =>
        semantics.GetOperation(binary, cancel) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String };

    ExpressionSyntax LowerConcatenation(BinaryExpressionSyntax binary, List<Node> nodes)
    {
        if (TypeOf(binary.Left) is not { } type || IsOneText(type))
            return Rebuild(binary, [binary.Left, binary.Right], nodes);
        var left = Identifier(Name(SpillText(Lower(binary.Left, nodes), binary.Left, nodes)));
        return Compose(binary, new() { [binary.Left] = left, [binary.Right] = Lower(binary.Right, nodes) });
    }

    int SpillText(ExpressionSyntax value, ExpressionSyntax source, List<Node> nodes) => Spill(
        SyntaxFactory.ParseExpression($"\"\" + {Parenthesized(InContext(value))}"), source, semantics.Compilation.GetSpecialType(SpecialType.System_String), nodes, "text");

    /// <summary>True for values whose text never changes.</summary>
    static bool IsOneText(ITypeSymbol type)
    {
        if (IsNullable(type))
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return type.TypeKind == TypeKind.Enum || type.SpecialType is SpecialType.System_String or SpecialType.System_DateTime
            or >= SpecialType.System_Boolean and <= SpecialType.System_Double;
    }

    ExpressionSyntax LowerInterpolation(InterpolatedStringExpressionSyntax text, List<Node> nodes)
    {
        var info = semantics.GetTypeInfo(text, cancel);
        var holes = text.Contents.OfType<InterpolationSyntax>().ToList();
        if (info.ConvertedType?.Name is "FormattableString" or "IFormattable")
            return Rebuild(text, [.. holes.Select(static h => h.Expression)], nodes);
        if (info.ConvertedType?.GetAttributes().Any(static a => a.AttributeClass?.Name == "InterpolatedStringHandlerAttribute") != false)
            throw NotWoven(text, "a string with an interpolation handler of its own");
        var last = holes.FindLastIndex(h => cuts.Holds(h));
        var pending = new List<(InterpolatedStringContentSyntax Part, bool Changes)>();
        var met = 0;
        foreach (var part in text.Contents)
        {
            if (part is not InterpolationSyntax hole)
            {
                pending.Add((part, false));
                continue;
            }
            var index = met++;
            if (!cuts.Holds(hole))
            {
                var stays = index > last || IsStable(hole.Expression, [.. holes.Take(last + 1).Skip(index + 1)]) && TypeOf(hole.Expression) is { } type && IsOneText(type);
                pending.Add(((InterpolatedStringContentSyntax)Compose((SyntaxNode)hole, none), !stays));
                continue;
            }
            if (pending.Exists(static p => p.Changes))
                Flush(text, pending, nodes);
            var rest = Lower(hole.Expression, nodes);
            var value = EndsAtColon(rest) ? SyntaxFactory.ParenthesizedExpression(rest.WithoutTrivia()) : rest;
            var settled = rest is IdentifierNameSyntax && TypeOf(hole.Expression) is { } held && IsOneText(held);
            pending.Add((hole.WithExpression(value), index < last && !settled));
        }
        return Interpolated(text, pending);
    }

    /// <summary>A text of these parts: of the same kind as the source, but not raw, because a raw one does not survive when a part is taken out.</summary>
    static InterpolatedStringExpressionSyntax Interpolated(InterpolatedStringExpressionSyntax text, List<(InterpolatedStringContentSyntax Part, bool Changes)> parts)
    {
        var contents = parts.Select(static p => p.Part);
        if (text.StringStartToken.Kind() is not (SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken))
            return text.WithContents(SyntaxFactory.List(contents));
        return SyntaxFactory.InterpolatedStringExpression(SyntaxFactory.Token(SyntaxKind.InterpolatedStringStartToken), SyntaxFactory.List(contents.Select(Cooked)));
    }

    static InterpolatedStringContentSyntax Cooked(InterpolatedStringContentSyntax part)
    {
        if (part is InterpolationSyntax hole)
            return SyntaxFactory.Interpolation(hole.Expression, hole.AlignmentClause, hole.FormatClause);
        var value = ((InterpolatedStringTextSyntax)part).TextToken.ValueText;
        var literal = SymbolDisplay.FormatLiteral(value, quote: true);
        var escaped = literal.Substring(1, literal.Length - 2).Replace("{", "{{").Replace("}", "}}");
        return SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, escaped, value, default));
    }

    /// <summary>True for what needs parentheses in a hole: a colon would begin a format.</summary>
    static bool EndsAtColon(ExpressionSyntax value) =>
        value is not (IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax)
        || value.DescendantTokens().Any(static t => t.IsKind(SyntaxKind.ColonColonToken) || t.IsKind(SyntaxKind.QuestionToken));

    /// <summary>Makes one text of what was gathered so far.</summary>
    void Flush(InterpolatedStringExpressionSyntax text, List<(InterpolatedStringContentSyntax Part, bool Changes)> pending, List<Node> nodes)
    {
        var head = Interpolated(text, pending);
        var name = Name(Spill(head, text, semantics.Compilation.GetSpecialType(SpecialType.System_String), nodes, "text"));
        pending.Clear();
        pending.Add((SyntaxFactory.Interpolation(Identifier(name)), false));
    }
}
