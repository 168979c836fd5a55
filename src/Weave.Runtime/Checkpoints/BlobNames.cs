using Weave.State;
using Weave.Storage;

namespace Weave.Checkpoints;

/// <summary>What the large objects of a strand were called when they were written last: SHA-256 costs many times what a <see cref="BodyHash"/> does.</summary>
sealed class BlobNames
{
    readonly Dictionary<long, (UInt128 Hash, int Length, BlobHash Name)> names = [];

    internal bool TryFind(long id, ReadOnlySpan<byte> body, out BlobHash name)
    {
        name = default;
        if (!names.TryGetValue(id, out var known) || known.Length != body.Length || known.Hash != BodyHash.Of(body))
            return false;
        name = known.Name;
        return true;
    }

    internal void Note(long id, ReadOnlySpan<byte> body, BlobHash name) => names[id] = (BodyHash.Of(body), body.Length, name);

    /// <summary>Forgets objects that are gone.</summary>
    internal void Keep(IdentityTable ids)
    {
        if (names.Count == 0)
            return;
        var gone = names.Keys.ToHashSet();
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i].Object is not null)
                gone.Remove(ids[i].Id);
        }

        foreach (var id in gone)
            names.Remove(id);
    }
}
