using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Weave.Fuzz.Mutation;

/// <summary>The bugs that are planted. They look at generated text, not at the model it came from, so that they outlive it.</summary>
static class Mutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a contract lacks one live variable", Saved),
        new("a capture saves two variables into each other's fields", SwappedSaves),
        new("a resume forgets to restore one variable", Restored),
        new("a frame's codec forgets one field", FrameField),
        new("an object's codec forgets one field", ObjectField),
        new("two spills are swapped", SwappedSpills, "order"),
        new("an operand is evaluated after the cut", LateOperand, "order"),
        new("a finally block runs while its frame is being captured", Guards),
        new("a caller goes on while its callee is being captured", AfterCall),
        new("a loop evaluates its condition when something inside is resumed", LoopGuard),
        new("an if evaluates its condition when something inside is resumed", IfGuard),
        new("a cut has no dispatch", LostDispatch),
        new("a cut is resumed at another's label", WrongLabel),
        new("a poll stands before the incrementor", EarlyPoll),
        new("a resumed call gives no value", LostValue),
        new("a generic frame says another type argument than it has", TypeArgument, "generic-method"),
        new("a twin runs on an object whose own method has none", TwinCheck, "virtual-method", "unmarked-override"),
    ];

    static IEnumerable<MethodDeclarationSyntax> Methods(SyntaxNode root, string part) =>
        root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.ValueText.Contains(part, StringComparison.Ordinal));

    static IEnumerable<AssignmentExpressionSyntax> Fields(SyntaxNode method) =>
        method.DescendantNodes().OfType<InitializerExpressionSyntax>().SelectMany(static i => i.Expressions).OfType<AssignmentExpressionSyntax>()
            .Where(static a => a.Left.ToString() is not ("Cut" or "self"));

    static IEnumerable<(SyntaxNode, SyntaxNode?)> Saved(SyntaxNode root) => Methods(root, "__cut").SelectMany(Fields).Select(static f => ((SyntaxNode)f, (SyntaxNode?)null));

    static IEnumerable<(SyntaxNode, SyntaxNode?)> SwappedSaves(SyntaxNode root)
    {
        foreach (var method in Methods(root, "__cut"))
        {
            var types = method.ParameterList.Parameters.ToDictionary(static p => p.Identifier.ValueText, static p => p.Type!.ToString());
            foreach (var group in Fields(method).Where(f => types.ContainsKey(f.Right.ToString())).GroupBy(f => types[f.Right.ToString()]).Where(static g => g.Count() > 1))
            {
                var (one, two) = (group.First(), group.Last());
                var initializer = (InitializerExpressionSyntax)one.Parent!;
                yield return (initializer, initializer.ReplaceNodes([one.Right, two.Right], (old, _) => old == one.Right ? two.Right : one.Right));
            }
        }
    }

    static IEnumerable<(SyntaxNode, SyntaxNode?)> Restored(SyntaxNode root) =>
        from method in Methods(root, "__resume")
        from statement in method.DescendantNodes().OfType<ExpressionStatementSyntax>()
        where statement.Expression is AssignmentExpressionSyntax { Right: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "frame" } } }
        select ((SyntaxNode)statement, (SyntaxNode?)EmptyStatement());

    static IEnumerable<(SyntaxNode, SyntaxNode?)> FrameField(SyntaxNode root)
    {
        foreach (var codec in root.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(static c => c.Identifier.ValueText.EndsWith("__frame", StringComparison.Ordinal)))
        {
            var (writes, reads) = (Statements(codec, "Write"), Statements(codec, "Read"));
            for (var i = 0; i < Math.Min(writes.Count, reads.Count); i++)
                yield return (codec, codec.ReplaceNodes([writes[i], reads[i]], static (_, _) => EmptyStatement()));
        }
    }

    static List<StatementSyntax> Statements(SyntaxNode type, string method) =>
    [
        .. type.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.ValueText == method).SelectMany(static m => m.DescendantNodes().OfType<ExpressionStatementSyntax>())
            .Where(static s => s.ToString().Contains("writer.Put", StringComparison.Ordinal) || s.ToString().Contains("reader.Get", StringComparison.Ordinal)),
    ];

    static IEnumerable<(SyntaxNode, SyntaxNode?)> ObjectField(SyntaxNode root)
    {
        foreach (var codec in root.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(static c => c.Identifier.ValueText.EndsWith("Fields", StringComparison.Ordinal)))
        {
            var (writes, reads) = (Statements(codec, "Write"), Statements(codec, "Read"));
            for (var i = 0; i < Math.Min(writes.Count, reads.Count); i++)
                yield return (codec, codec.ReplaceNodes([writes[i], reads[i]], static (_, _) => EmptyStatement()));
        }
    }

    /// <summary>Operands that were evaluated before a cut: the locals that lowering adds.</summary>
    static bool IsSpill(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Identifier.ValueText: var name, Initializer: not null }] } && System.Text.RegularExpressions.Regex.IsMatch(name, "^(operand|old)[0-9]*$");

    /// <summary>The order of two reads shows in nothing.</summary>
    static bool HasEffect(StatementSyntax statement) => statement.DescendantNodes().Any(static n => n is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax);

    static IEnumerable<(SyntaxNode, SyntaxNode?)> SwappedSpills(SyntaxNode root)
    {
        foreach (var block in Methods(root, "__woven").SelectMany(static m => m.DescendantNodes().OfType<BlockSyntax>()))
        {
            for (var i = 1; i < block.Statements.Count; i++)
            {
                var (one, two) = (block.Statements[i - 1], block.Statements[i]);
                if (IsSpill(one) && IsSpill(two) && HasEffect(one) && HasEffect(two))
                    yield return (block, block.ReplaceNodes([one, two], (old, _) => old == one ? two : one));
            }
        }
    }

    static IEnumerable<(SyntaxNode, SyntaxNode?)> LateOperand(SyntaxNode root)
    {
        foreach (var block in Methods(root, "__woven").SelectMany(static m => m.DescendantNodes().OfType<BlockSyntax>()))
        {
            foreach (var statement in block.Statements.Where(static s => IsSpill(s) && HasEffect(s)))
            {
                var spill = ((LocalDeclarationStatementSyntax)statement).Declaration.Variables[0];
                var uses = block.Statements.Where(s => s.SpanStart > statement.SpanStart && !s.ToString().Contains("__cut", StringComparison.Ordinal))
                    .SelectMany(static s => s.DescendantNodes().OfType<IdentifierNameSyntax>()).Where(n => n.Identifier.ValueText == spill.Identifier.ValueText).ToList();
                if (uses.Count > 0 && block.Statements.Any(s => s.SpanStart > statement.SpanStart && s.SpanStart < uses[0].SpanStart && s.ToString().Contains("__cut", StringComparison.Ordinal)))
                    yield return (block, block.ReplaceNodes(uses, (_, _) => ParenthesizedExpression(spill.Initializer!.Value)));
            }
        }
    }

    static IEnumerable<(SyntaxNode, SyntaxNode?)> Guards(SyntaxNode root) =>
        from ending in root.DescendantNodes().OfType<FinallyClauseSyntax>()
        from guard in ending.Block.Statements.OfType<IfStatementSyntax>()
        where guard.Condition.ToString().Contains(".Unwinding", StringComparison.Ordinal)
        select ((SyntaxNode)guard.Condition, (SyntaxNode?)LiteralExpression(SyntaxKind.TrueLiteralExpression));

    static IEnumerable<(SyntaxNode, SyntaxNode?)> AfterCall(SyntaxNode root) =>
        from check in root.DescendantNodes().OfType<IfStatementSyntax>()
        where check.Condition.ToString().EndsWith("ctx.Unwinding", StringComparison.Ordinal) && !check.Condition.ToString().Contains('!', StringComparison.Ordinal)
        select ((SyntaxNode)check, (SyntaxNode?)EmptyStatement());

    static IEnumerable<(SyntaxNode, SyntaxNode?)> LoopGuard(SyntaxNode root) =>
        from method in Methods(root, "__resume")
        from guard in method.DescendantNodes().OfType<BinaryExpressionSyntax>()
        where guard.IsKind(SyntaxKind.LogicalOrExpression) && guard.Left.ToString() == "at != 0"
        select ((SyntaxNode)guard, (SyntaxNode?)guard.Right);

    static IEnumerable<(SyntaxNode, SyntaxNode?)> IfGuard(SyntaxNode root) =>
        from method in Methods(root, "__resume")
        from guard in method.DescendantNodes().OfType<ConditionalExpressionSyntax>()
        where guard.Condition.ToString() == "at == 0"
        select ((SyntaxNode)guard, (SyntaxNode?)ParenthesizedExpression(guard.WhenTrue));

    static IEnumerable<SwitchSectionSyntax> Dispatches(SyntaxNode root) =>
        from method in Methods(root, "__resume")
        from dispatch in method.DescendantNodes().OfType<SwitchStatementSyntax>()
        where dispatch.Expression.ToString() == "at"
        from section in dispatch.Sections
        select section;

    static IEnumerable<(SyntaxNode, SyntaxNode?)> LostDispatch(SyntaxNode root) => Dispatches(root).Select(static s => ((SyntaxNode)s, (SyntaxNode?)null));

    static IEnumerable<(SyntaxNode, SyntaxNode?)> WrongLabel(SyntaxNode root)
    {
        foreach (var section in Dispatches(root))
        {
            var others = ((SwitchStatementSyntax)section.Parent!).Sections.SelectMany(static s => s.Statements).OfType<GotoStatementSyntax>().ToList();
            foreach (var jump in section.Statements.OfType<GotoStatementSyntax>())
            {
                if (others.Find(o => !o.IsEquivalentTo(jump)) is { } other)
                    yield return (jump, other);
            }
        }
    }

    static IEnumerable<(SyntaxNode, SyntaxNode?)> EarlyPoll(SyntaxNode root)
    {
        foreach (var block in root.DescendantNodes().OfType<BlockSyntax>().Where(static b => b.Parent is ForStatementSyntax or WhileStatementSyntax && b.Statements.Count > 1))
        {
            if (block.Statements[^1].ToString().Contains(".Request != 0", StringComparison.Ordinal) && block.Statements[^2] is ExpressionStatementSyntax last)
                yield return (block, block.ReplaceNodes([last, block.Statements[^1]], (old, _) => old == last ? block.Statements[^1] : last));
        }
    }

    static IEnumerable<(SyntaxNode, SyntaxNode?)> LostValue(SyntaxNode root) =>
        from take in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where take.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Take" } }
        let type = ((GenericNameSyntax)((MemberAccessExpressionSyntax)take.Expression).Name).TypeArgumentList.Arguments[0]
        select ((SyntaxNode)take, (SyntaxNode?)DefaultExpression(type));

    static IEnumerable<(SyntaxNode, SyntaxNode?)> TypeArgument(SyntaxNode root) =>
        from type in root.DescendantNodes().OfType<TypeOfExpressionSyntax>()
        where type.Type.ToString() == "T" && type.Parent is ArgumentSyntax
        select ((SyntaxNode)type.Type, (SyntaxNode?)ParseTypeName("global::System.Version"));

    static IEnumerable<(SyntaxNode, SyntaxNode?)> TwinCheck(SyntaxNode root)
    {
        foreach (var method in Methods(root, "__virtual"))
        {
            foreach (var node in method.DescendantNodes())
            {
                if ((node as ConditionalExpressionSyntax)?.Condition is { } choice && choice.ToString() == "woven")
                    yield return (choice, LiteralExpression(SyntaxKind.TrueLiteralExpression));
                if ((node as IfStatementSyntax)?.Condition is { } condition && condition.ToString() == "woven")
                    yield return (condition, LiteralExpression(SyntaxKind.TrueLiteralExpression));
            }
        }
    }
}
