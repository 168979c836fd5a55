using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Switch statements and switch expressions: both become sections of statements. How a section is chosen has a part of its own.</summary>
sealed partial class BodyReader
{
    const string SwitchExpressionException = "global::System.Runtime.CompilerServices.SwitchExpressionException";

    /// <summary>Locals that are declared ahead of where the source declares them, because another section of their switch uses them too.</summary>
    readonly Dictionary<ISymbol, int> ahead = new(SymbolEqualityComparer.Default);

    void ReadSwitch(SwitchStatementSyntax choice, List<Node> nodes)
    {
        nodes.Add(InScope(scope =>
        {
            DeclareExpressionVariables(choice.Expression, scope);
            if (!choice.Sections.Any(cuts.Holds))
            {
                var selector = Lower(choice.Expression, scope);
                scope.Add(new SliceNode(MakeCode(Compose(choice, new() { [choice.Expression] = selector }), choice)));
                return;
            }
            RefuseOwnConstants(choice);
            openSwitches.Add(choice);
            DeclareSharedLocals(choice, scope);
            var arms = choice.Sections.Select(section => new SwitchArm([.. section.Labels.Select(LabelOf)], [.. section.Statements], inner => ReadSection(section, inner)));
            ReadArms(choice, choice.Expression, [.. arms], value: null, scope);
        }));
    }

    /// <summary>A constant that a section declares can be a label of the same switch, but not of another one that chooses for it.</summary>
    static void RefuseOwnConstants(SwitchStatementSyntax choice)
    {
        foreach (var local in choice.Sections.SelectMany(static s => s.Statements).OfType<LocalDeclarationStatementSyntax>().Where(static l => l.IsConst))
        {
            if (local.Declaration.Variables.Any(v => choice.Sections.Any(s => s.Labels.Any(l => NestedFunctions.Mentioned(l).Contains(v.Identifier.ValueText)))))
                throw NotWoven(local, "a switch with a label that is a constant of one of its sections");
        }
    }

    ArmLabel LabelOf(SwitchLabelSyntax label) => label switch
    {
        CaseSwitchLabelSyntax constant => new($"case {Written(constant.Value)}", constant.Value, null, ""),
        CasePatternSwitchLabelSyntax pattern => new($"case {Written(pattern.Pattern)}", pattern.Pattern, pattern.WhenClause, Guard(pattern.WhenClause)),
        _ => Otherwise,
    };

    static ArmLabel Otherwise => new(SwitchLabel.Default, null, null, "");

    string Guard(WhenClauseSyntax? when) => when is null ? "" : " " + Written(when);

    /// <summary>A piece of source as it is, with line breaks inside its tokens marked.</summary>
    string Written(SyntaxNode node) => SliceText.Of(Compose(node, elements), SliceText.IndentOf(node));

    void ReadSection(SwitchSectionSyntax section, List<Node> nodes)
    {
        AddPoll(section, section.WithStatements(default), nodes);
        ReadStatements(section.Statements, nodes);
    }

    /// <summary>The sections of a switch are one scope: a local of one that another one mentions, or jumps past, is declared before both.</summary>
    void DeclareSharedLocals(SwitchStatementSyntax choice, List<Node> nodes)
    {
        foreach (var section in choice.Sections)
        {
            var passed = section.Statements.Any(s => s is LabeledStatementSyntax && cuts.Jumps.IsReachedFromOutside(s, section));
            foreach (var node in section.Statements.SelectMany(DeclaredBy))
            {
                if (semantics.GetDeclaredSymbol(node, cancel) is not ILocalSymbol { IsConst: false, IsRef: false } local || !(passed || IsMentionedElsewhere(local.Name, section)))
                    continue;
                if (IsUnnameable(local.Type))
                    throw NotWoven(node, $"'{local.Name}', a local of an anonymous type that sections share,");
                var index = DeclareLocal(local, node);
                ahead.Add(local, index);
                declaredAhead.Add(index);
                nodes.Add(new DeclareNode(index, variables.All[index].Type, MakeCode(SyntaxFactory.ParseExpression("default!"), node)));
            }
        }
    }

    /// <summary>What a statement declares in the scope it stands in.</summary>
    static IEnumerable<SyntaxNode> DeclaredBy(StatementSyntax statement) => statement switch
    {
        LabeledStatementSyntax labeled => DeclaredBy(labeled.Statement),
        LocalDeclarationStatementSyntax or ExpressionStatementSyntax =>
            statement.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or SwitchExpressionArmSyntax)).Where(static n => n is VariableDeclaratorSyntax or SingleVariableDesignationSyntax),
        _ => [],
    };

    static bool IsMentionedElsewhere(string name, SwitchSectionSyntax section) =>
        ((SwitchStatementSyntax)section.Parent!).Sections.Any(s => s.Labels.Any(l => NestedFunctions.Mentioned(l).Contains(name)) || (s != section && s.Statements.Any(t => NestedFunctions.Mentioned(t).Contains(name))));

    /// <summary>The value of a switch expression with cuts in its arms or guards, in a temporary.</summary>
    ExpressionSyntax LowerSwitch(SwitchExpressionSyntax choice, List<Node> nodes)
    {
        if (TypeOf(choice) is not { } type)
            throw NotWoven(choice, "a switch expression without a type");
        var temporary = DeclareTyped(pool.Numbered("choice"), type, VariableKind.Spill, choice);
        nodes.Add(new DeclareNode(temporary, TypeNames.Of(type), null));
        ReadSwitchExpression(choice, nodes, (value, branch) =>
        {
            DeclareExpressionVariables(value, branch);
            Choose(Name(temporary), value, branch);
            if (value is not ThrowExpressionSyntax)
                branch.Add(new SliceNode(MakeStatement("break;", value)));
        });
        return SyntaxFactory.IdentifierName(Name(temporary));
    }

    /// <summary>The type that every arm is converted to: the natural one, or the target's.</summary>
    ITypeSymbol? TypeOf(SwitchExpressionSyntax choice) => semantics.GetOperation(choice, cancel)?.Type is { SpecialType: not SpecialType.System_Void } type ? type : null;

    void ReadSwitchExpression(SwitchExpressionSyntax choice, List<Node> nodes, Action<ExpressionSyntax, List<Node>> read) => nodes.Add(InScope(scope =>
    {
        var arms = choice.Arms.Select(arm => new SwitchArm([LabelOf(arm)], [arm.Expression], branch => read(arm.Expression, branch))).ToList();
        string? value = null;
        if (!choice.Arms.Any(IsTotal))
        {
            value = Selector(choice, choice.GoverningExpression, scope, out var type);
            var unmatched = type.IsRefLikeType || type.TypeKind == TypeKind.Pointer ? "" : $"(object){value}";
            arms.Add(new([Otherwise], [], branch => branch.Add(new SliceNode(MakeStatement($"throw new {SwitchExpressionException}({unmatched});", choice)))));
        }
        ReadArms(choice, choice.GoverningExpression, arms, value, scope);
    }));

    static bool IsTotal(SwitchExpressionArmSyntax arm) =>
        arm.WhenClause is null && Bare(arm.Pattern) is DiscardPatternSyntax or VarPatternSyntax { Designation: not ParenthesizedVariableDesignationSyntax };

    static PatternSyntax Bare(PatternSyntax pattern) => pattern is ParenthesizedPatternSyntax inner ? Bare(inner.Pattern) : pattern;

    ArmLabel LabelOf(SwitchExpressionArmSyntax arm)
    {
        // A switch statement has no discard for a label.
        if (Bare(arm.Pattern) is DiscardPatternSyntax)
            return arm.WhenClause is null ? Otherwise : new("case var _", arm.Pattern, arm.WhenClause, Guard(arm.WhenClause));
        return new($"case {Written(arm.Pattern)}", arm.Pattern, arm.WhenClause, Guard(arm.WhenClause));
    }

    /// <summary>The name of what has the governing expression's value, evaluated once so that it can be looked at again.</summary>
    string Selector(SyntaxNode choice, ExpressionSyntax governing, List<Node> nodes, out ITypeSymbol type)
    {
        type = semantics.GetTypeInfo(governing, cancel).Type ?? throw NotWoven(governing, "a switch on a value without a type");
        return IsStableVariable(governing, [choice]) ? Text(governing) : Name(Spill(Lower(governing, nodes), governing, type, nodes, "value"));
    }
}
