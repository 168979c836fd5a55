using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>
/// How a section of a switch is chosen. Where no guard holds a cut, by the source's own labels. Where one does, by a chain: labels are tested in order up
/// to that guard, the guard decides between its section and the rest of the chain, and a switch on the number of the section follows.
/// </summary>
sealed partial class BodyReader
{
    /// <summary>A variable of a label that more than the label uses, and the temporary that carries its value there.</summary>
    sealed record Binding(ILocalSymbol Symbol, SyntaxNode Node, int Temporary, bool OfGuard);

    /// <param name="choice">The statement or expression.</param>
    /// <param name="governing">What it switches on.</param>
    /// <param name="arms">Its sections or arms.</param>
    /// <param name="value">What has the governing expression's value already, or null.</param>
    /// <param name="nodes">Where it is read to: a scope of its own.</param>
    void ReadArms(SyntaxNode choice, ExpressionSyntax governing, IReadOnlyList<SwitchArm> arms, string? value, List<Node> nodes)
    {
        var chain = arms.Any(a => a.Labels.Any(l => cuts.Holds(l.When)));
        if (chain)
            value ??= Selector(choice, governing, nodes, out _);
        var selector = value is null ? LowerCode(governing, nodes) : MakeCode(SyntaxFactory.ParseExpression(value), governing);
        var section = variables.Declare(pool.Numbered("section"), semantics.Compilation.GetSpecialType(SpecialType.System_Int32), "int", "int", VariableKind.Spill);
        var bindings = arms.SelectMany(a => a.Labels.Select(l => (Label: l, Bindings: Bindings(a, l)))).ToDictionary(static p => p.Label, static p => p.Bindings);
        if (chain)
        {
            ReadChain(choice, arms, selector, section, bindings, nodes);
            selector = MakeCode(SyntaxFactory.ParseExpression(Name(section)), choice);
        }
        var sections = arms.Select((arm, i) => MakeSection(arm, [.. arm.Labels.SelectMany(l => bindings[l]).Where(b => arm.Mentions(b.Symbol.Name))], label =>
        {
            if (!chain)
                return new(label.Head + label.Guard, effects.Read(label.Pattern, label.When));
            return new(label.Pattern is null ? SwitchLabel.Default : $"case {i + 1}", Effect.None);
        })).ToList();
        // An expression's arms match whatever comes, but C# cannot see that of their numbers.
        if (chain && choice is ExpressionSyntax && !sections[sections.Count - 1].IsDefault)
            sections[sections.Count - 1] = sections[sections.Count - 1] with { Labels = new([.. sections[sections.Count - 1].Labels, new(SwitchLabel.Default, Effect.None)]) };
        nodes.Add(new SwitchNode(section, selector, chain, new(sections)));
    }

    SwitchSection MakeSection(SwitchArm arm, IReadOnlyList<Binding> bindings, Func<ArmLabel, SwitchLabel> makeLabel)
    {
        if (bindings.Count > 0 && arm.Labels.Count > 1)
            throw NotWoven(bindings[0].Node, "a section with several labels that uses their variables");
        if (bindings.Count > 0 && arm.Section is { } closed && LeaksFrom(closed) is { } leak)
            throw NotWoven(leak, "a section whose label, constant or local function is used in another one");
        var bound = new List<BoundVariable>();
        var labels = new List<SwitchLabel>();
        var body = InScope(nodes =>
        {
            foreach (var binding in bindings)
                bound.Add(new(DeclareLocal(binding.Symbol, binding.Node), binding.Temporary));
            labels.AddRange(arm.Labels.Select(makeLabel).Distinct());
            arm.Read(nodes);
        });
        return new(new(labels), new(bound), body, arm.Section is { } section ? cuts.Jumps.NameOf(section) : null);
    }

    /// <summary>What another section uses of a section that gets braces around its variables.</summary>
    SyntaxNode? LeaksFrom(SwitchSectionSyntax section) => section.Statements.FirstOrDefault(statement => statement switch
    {
        LabeledStatementSyntax labeled => cuts.Jumps.IsReachedFromOutside(labeled, section),
        LocalFunctionStatementSyntax local => IsMentionedElsewhere(local.Identifier.ValueText, section),
        LocalDeclarationStatementSyntax { IsConst: true } local => local.Declaration.Variables.Any(v => IsMentionedElsewhere(v.Identifier.ValueText, section)),
        _ => false,
    });

    /// <summary>The variables of a label that its section, or its guard if that holds a cut, has to find.</summary>
    List<Binding> Bindings(SwitchArm arm, ArmLabel label)
    {
        var found = new List<Binding>();
        foreach (var part in new SyntaxNode?[] { label.Pattern, label.When })
        {
            var guard = part is WhenClauseSyntax;
            foreach (var designation in Designations(part))
            {
                var name = designation.Identifier.ValueText;
                if (!arm.Mentions(name) && !(cuts.Holds(label.When) && !guard && NestedFunctions.Mentioned(label.When!).Contains(name)))
                    continue;
                if (semantics.GetDeclaredSymbol(designation, cancel) is not ILocalSymbol local)
                    continue;
                if (guard && !cuts.Holds(label.When) && MayBeUnassigned(designation))
                    throw NotWoven(designation, "a section that uses a variable which its guard may leave unassigned");
                found.Add(new(local, designation, DeclareTyped(pool.Numbered(name), local.Type.WithNullableAnnotation(NullableAnnotation.None), VariableKind.Spill, designation), guard));
            }
        }
        return found;
    }

    static IEnumerable<SingleVariableDesignationSyntax> Designations(SyntaxNode? part) =>
        part?.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or SwitchExpressionArmSyntax or QueryExpressionSyntax)).OfType<SingleVariableDesignationSyntax>() ?? [];

    static bool MayBeUnassigned(SyntaxNode designation) => designation.Ancestors().TakeWhile(static n => n is not WhenClauseSyntax).Any(static n => n
        is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression } or ConditionalExpressionSyntax
        or ConditionalAccessExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } or UnaryPatternSyntax);

    void ReadChain(SyntaxNode choice, IReadOnlyList<SwitchArm> arms, Code selector, int section, Dictionary<ArmLabel, List<Binding>> bindings, List<Node> nodes)
    {
        var name = Name(section);
        nodes.Add(new DeclareNode(section, "int", MakeCode(SyntaxFactory.ParseExpression("0"), choice)));
        foreach (var binding in bindings.Values.SelectMany(static b => b))
            nodes.Add(new DeclareNode(binding.Temporary, variables.All[binding.Temporary].Type, MakeCode(SyntaxFactory.ParseExpression("default!"), binding.Node)));
        var tests = new List<(ArmLabel Label, string Outcome)>();
        var asked = new Dictionary<string, int>(StringComparer.Ordinal);
        var stretch = 0;
        void Test()
        {
            if (tests.Count > 0)
                nodes.Add(new SliceNode(TestCode(selector, name, tests, bindings, first: stretch == 0)));
            stretch++;
            tests.Clear();
        }
        foreach (var (label, number) in arms.SelectMany(static (a, i) => a.Labels.Select(l => (l, i + 1))).Where(static p => p.l.Pattern is not null))
        {
            RefuseAskedAgain(label, stretch, asked);
            if (!cuts.Holds(label.When))
            {
                tests.Add((label, $"{name} = {number};"));
                continue;
            }
            tests.Add((label, $"{name} = -1;"));
            Test();
            nodes.Add(new IfNode(MakeCode(SyntaxFactory.ParseExpression($"{name} < 0"), label.When), InScope(inner => ReadGuard(label, $"{name} = ", number, bindings[label], inner)), null));
        }
        Test();
        var otherwise = arms.Select(static (a, i) => (a, i)).Where(static p => p.a.Labels.Any(static l => l.Pattern is null)).Select(static p => p.i + 1).FirstOrDefault();
        if (otherwise > 0)
            nodes.Add(new SliceNode(MakeStatement($"if ({name} == 0) {name} = {otherwise};", choice)));
    }

    /// <summary>The guard of a label whose pattern has matched, with what it declares.</summary>
    void ReadGuard(ArmLabel label, string assign, int number, List<Binding> bindings, List<Node> nodes)
    {
        var written = new HashSet<string>(Writes.In(label.When!));
        foreach (var binding in bindings.Where(static b => !b.OfGuard))
        {
            if (written.Contains(binding.Symbol.Name))
                throw NotWoven(label.When!, "a guard that changes a variable of its pattern");
            var variable = DeclareLocal(binding.Symbol, binding.Node);
            nodes.Add(new DeclareNode(variable, variables.All[variable].Type, MakeCode(SyntaxFactory.IdentifierName(Name(binding.Temporary)), label.When)));
        }
        DeclareExpressionVariables(label.When!.Condition, nodes);
        var rest = AsBool(Lower(label.When.Condition, nodes), label.When.Condition);
        nodes.Add(new SliceNode(MakeStatement($"{assign}{Parenthesized(rest)} ? {number} : 0;", label.When)));
        foreach (var binding in bindings.Where(static b => b.OfGuard))
            nodes.Add(Assign(Name(binding.Temporary), SyntaxFactory.IdentifierName(Support.Identifiers.Escape(binding.Symbol.Name)), label.When));
    }

    /// <summary>One stretch of the chain: a switch that does nothing but say what matches.</summary>
    Code TestCode(Code selector, string section, List<(ArmLabel Label, string Outcome)> tests, Dictionary<ArmLabel, List<Binding>> bindings, bool first)
    {
        var text = $"switch ({selector.Text})\n{{";
        var uses = new HashSet<int>(selector.Effect.Uses) { variables.Resolve(section)!.Value };
        foreach (var (label, outcome) in tests)
        {
            var held = cuts.Holds(label.When);
            text += $"\n    {label.Head}{(held ? "" : label.Guard)}:";
            foreach (var binding in bindings[label].Where(b => !b.OfGuard || !held))
                text += $"\n        {Name(binding.Temporary)} = {Support.Identifiers.Escape(binding.Symbol.Name)};";
            text += $"\n        {outcome}\n        break;";
            uses.UnionWith(effects.Read(label.Pattern, held ? null : label.When).Uses);
        }
        text += "\n}";
        if (!first)
            text = $"if ({section} == 0)\n{{\n    {text.Replace("\n", "\n    ")}\n}}";
        return new(text, text, Effect.None with { Uses = new(uses.OrderBy(static i => i)) }, Pure: false);
    }

    /// <summary>
    /// The compiler asks a member once for all labels, and keeps the answer while guards run. In a chain a member would be asked again behind a guard with a cut,
    /// which somebody could notice unless it always gives the same.
    /// </summary>
    void RefuseAskedAgain(ArmLabel label, int stretch, Dictionary<string, int> asked)
    {
        foreach (var operation in label.Pattern is PatternSyntax pattern && semantics.GetOperation(pattern, cancel) is { } root ? root.DescendantsAndSelf() : [])
        {
            var member = operation switch
            {
                IPropertyReferenceOperation { Property: var property } when !AlwaysTheSame(property) => property.ToDisplayString(),
                IFieldReferenceOperation { Field: { IsReadOnly: false, IsConst: false, ContainingType.IsReferenceType: true } field } => field.ToDisplayString(),
                IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol { IsImplicitlyDeclared: false } method } => method.ToDisplayString(),
                IListPatternOperation => "an element of a list",
                _ => null,
            };
            if (member is null)
                continue;
            if (!asked.TryGetValue(member, out var before))
                asked.Add(member, stretch);
            else if (before != stretch)
                throw NotWoven(label.Pattern!, $"a pattern that asks for '{member}' again behind a guard");
        }
    }

    static bool AlwaysTheSame(IPropertySymbol property)
    {
        if (property is { Name: "Length", ContainingType: { SpecialType: SpecialType.System_String } or { SpecialType: SpecialType.System_Array } })
            return true;
        var stored = property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
        return stored && (property.ContainingType.IsValueType || property.SetMethod is null or { IsInitOnly: true });
    }
}
