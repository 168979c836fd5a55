using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

abstract partial class BodyLowering
{
    /// <summary>What the variables of a section's label begin with, where the section declares them first: a temporary, or null if its own label binds them.</summary>
    readonly Dictionary<int, string?> bound = [];

    /// <summary>A switch, in the form that both bodies share where nothing has to be entered in the middle.</summary>
    protected virtual void Switch(SwitchNode choice, BlockNode block, List<Lowered> lowered) =>
        lowered.Add(Sections(choice, CodeIn(choice.Selector, block), static (section, _) => section.Labels.Select(static l => l.Text), bind: choice.Chosen));

    /// <param name="choice">The switch.</param>
    /// <param name="selector">What is switched on.</param>
    /// <param name="labels">The labels of a section.</param>
    /// <param name="bind">True if the sections' variables are not bound by these labels.</param>
    protected Braces Sections(SwitchNode choice, string selector, Func<SwitchSection, int, IEnumerable<string>> labels, bool bind) =>
        new($"switch ({selector})", new(choice.Sections.Select((section, i) =>
        {
            foreach (var variable in section.Bound)
                bound[variable.Variable] = bind ? Function.Variables[variable.Temporary].Name : null;
            var body = Statements(section.Body);
            if (bind && section.Bound.Count > 0)
                body = [new Braces("", new(Hoists(section.Body) ? body : [.. section.Bound.SelectMany(b => Ahead(b.Variable)), .. body]))];
            if (section.Target is { } target)
                body.Insert(0, new Label(target));
            if (!Ends(section.Body))
                body.Add(Of("break;"));
            return new Section(new(labels(section, i + 1)), new(body));
        })), choice.Selector.Line);

    /// <summary>The declaration of a variable at the start of its block. A ref local refers to nothing until it is made.</summary>
    protected IEnumerable<Lowered> Ahead(int index)
    {
        var variable = Function.Variables[index];
        if (variable.Kind is VariableKind.Reference or VariableKind.ReadOnlyReference)
        {
            var scoped = variable.Type.StartsWith("scoped ", StringComparison.Ordinal) ? "scoped " : "";
            var type = variable.Type.Substring(scoped.Length);
            yield return Of($"{scoped}ref {(variable.Kind == VariableKind.Reference ? "" : "readonly ")}{type} {variable.Name} = ref {NullRef}<{type}>();");
            yield break;
        }
        var value = "default!";
        if (bound.TryGetValue(index, out var start))
            value = start;
        if (value is not null && variable.HasTypeName)
            yield return Of($"{variable.Type} {variable.Name} = {value};");
    }

    const string NullRef = "global::System.Runtime.CompilerServices.Unsafe.NullRef";

    /// <summary>True if C# sees that the end of a block cannot be reached.</summary>
    static bool Ends(BlockNode block) => block.Nodes.Count > 0 && block.Nodes[block.Nodes.Count - 1] switch
    {
        ReturnNode or TailCallNode => true,
        SliceNode slice => (slice.Code.Effect.Jumps & Jumps.Always) != 0,
        BlockNode inner => Ends(inner),
        IfNode { Else: { } otherwise } branch => Ends(branch.Then) && Ends(otherwise),
        _ => false,
    };
}
