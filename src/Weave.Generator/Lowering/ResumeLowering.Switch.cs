using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>
/// No jump enters a section of a switch. So the source's own labels choose the number of a section, the cut chooses it when one is to be reached, and a switch
/// on that number holds the sections.
/// <code>
/// section1 = at switch { 0 => 0, 3 or 4 => 1, _ => 2 };
/// if (at == 0)
/// {
///     switch (shape)
///     {
///         case Circle c when c.Radius > 0: c1 = c; section1 = 1; break;
///         default: section1 = 2; break;
///     }
/// }
/// switch (section1)
/// {
///     case 1: { Circle c = c1; ... }
/// </code>
/// </summary>
sealed partial class ResumeLowering
{
    /// <summary>Sections that declare their variables first although they may hold no cut: their labels stand elsewhere.</summary>
    readonly HashSet<Node> entered = new(ReferenceEquality.Instance);

    protected override void Switch(SwitchNode choice, BlockNode block, List<Lowered> lowered)
    {
        if (!CutsInside.Of(choice).Any())
        {
            base.Switch(choice, block, lowered);
            return;
        }
        entered.UnionWith(choice.Sections.Select(static s => s.Body));
        var name = Function.Variables[choice.Section].Name;
        if (choice.Chosen)
        {
            lowered.Add(Of($"if ({At} != 0) {name} = {OfCut(choice)};"));
            lowered.Add(Sections(choice, name, static (section, _) => section.Labels.Select(static l => l.Text), bind: true));
            return;
        }
        lowered.Add(Of($"{name} = {OfCut(choice)};"));
        lowered.Add(new Braces($"if ({At} == 0)", new([new Braces($"switch ({CodeIn(choice.Selector, block)})", new(choice.Sections.SelectMany((section, i) => Choosing(section, i + 1, name))))])));
        lowered.Add(Sections(choice, name, static (section, i) => section.IsDefault ? [$"case {i}", SwitchLabel.Default] : [$"case {i}"], bind: true));
    }

    /// <summary>The number of the section that the cut to be reached stands in.</summary>
    string OfCut(SwitchNode choice)
    {
        var arms = choice.Sections.Select((s, i) => (Cuts: CutsInside.Of(s.Body).OrderBy(static c => c).ToList(), Number: i + 1)).Where(static s => s.Cuts.Count > 0)
            .Select(static s => $"{string.Join(" or ", s.Cuts)} => {s.Number}, ");
        return $"{At} switch {{ {string.Concat(arms)}_ => 0 }}";
    }

    IEnumerable<Lowered> Choosing(SwitchSection section, int number, string name)
    {
        yield return new Section(
            new(section.Labels.Select(static l => l.Text)),
            new([.. section.Bound.Select(b => Of($"{Function.Variables[b.Temporary].Name} = {Function.Variables[b.Variable].Name};")), Of($"{name} = {number};"), Of("break;")]));
    }
}
