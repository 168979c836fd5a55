namespace Weave.Inspection;

/// <summary>One value that two states of a strand do not have in common.</summary>
/// <param name="Path">Where it is: a frame and a variable, or an object and a field.</param>
/// <param name="Old">What it was; null where it was not there.</param>
/// <param name="Now">What it is; null where it is not there.</param>
public sealed record StateDifference(string Path, string? Old, string? Now)
{
    /// <summary>Compares two states of one strand: frames by their place in the stack, objects by their ids.</summary>
    /// <param name="old">The earlier one.</param>
    /// <param name="now">The later one.</param>
    public static IReadOnlyList<StateDifference> Between(StrandView old, StrandView now)
    {
        var found = new List<StateDifference>();
        var (before, after) = (old.Frames(ViewLimits.Flat), now.Frames(ViewLimits.Flat));
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
            Compare($"frame {i}", before.ElementAtOrDefault(i), after.ElementAtOrDefault(i), found);
        foreach (var id in old.ObjectIds.Union(now.ObjectIds).Order())
        {
            var (was, isNow) = (old.Object(id, ViewLimits.Flat), now.Object(id, ViewLimits.Flat));
            Compare($"#{id} {(isNow ?? was)!.Type}", was, isNow, found);
        }

        return found;
    }

    static void Compare(string path, StateNode? old, StateNode? now, List<StateDifference> found)
    {
        if (old is null || now is null || old.Type != now.Type || IsLeaf(old) != IsLeaf(now) || (path.StartsWith("frame ", StringComparison.Ordinal) && !path.Contains('.') && old.Name != now.Name))
        {
            if (old is not null || now is not null)
                found.Add(new StateDifference(path, Short(old), Short(now)));
            return;
        }

        if (IsLeaf(old))
        {
            if (Short(old) != Short(now))
                found.Add(new StateDifference(path, Short(old), Short(now)));
            return;
        }

        for (var i = 0; i < Math.Max(old.Parts.Count, now.Parts.Count); i++)
        {
            var (was, isNow) = (old.Parts.ElementAtOrDefault(i), now.Parts.ElementAtOrDefault(i));
            Compare($"{path}.{(isNow ?? was)!.Name}", was, isNow, found);
        }
    }

    static bool IsLeaf(StateNode node) => node.Text is not null || node.IsReference || (node.Id is null && node.Parts.Count == 0);

    static string? Short(StateNode? node) => node switch
    {
        null => null,
        { IsReference: true } => $"#{node.Id}",
        { Text: { } text } => text,
        { Id: { } id } => $"#{id} {node.Type}",
        _ => node.Name.Length > 0 ? node.Name : node.Type,
    };
}
