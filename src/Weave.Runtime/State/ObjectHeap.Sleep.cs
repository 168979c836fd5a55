namespace Weave.State;

/// <content>Objects that are made in several goes, because the frames that need them wake one after another.</content>
sealed partial class ObjectHeap
{
    const int Settled = -3;
    const int Given = -4;

    // What has been made since the last settling, and what was put in order for any filling; null if all is made in one go.
    List<int>? fresh;
    bool[]? ordered;

    /// <summary>Objects will be made in several goes.</summary>
    internal void BeginGoes() => (fresh, ordered) = ([], new bool[Count]);

    /// <summary>Indexes of what has been made since the last settling.</summary>
    internal IReadOnlyList<int> Fresh => fresh ?? [];

    /// <summary>True if an object and all below it were made in an earlier go.</summary>
    internal bool IsSettled(int index) => slots[index].Rest is Settled or Given;

    /// <summary>Ends a go: objects that can change belong to the frames alone, and nothing asks for them again; the others are kept for frames that share them.</summary>
    internal void Settle()
    {
        foreach (var index in fresh!)
        {
            ref var slot = ref slots[index];
            var stays = KindOf(index).Codec.IsImmutable;
            slot.Rest = stays ? Settled : Given;
            if (!stays)
                slot.Object = null;
        }

        fresh.Clear();
    }

    /// <summary>The bytes that an object will be made from, as many as its whole body has.</summary>
    internal ReadOnlySpan<byte> Source(int index, string? run)
    {
        if (patches is not null && !IsPatchedInPlace(index))
            Patch(index, run);
        return Body(index);
    }

    bool[] Ordered() => ordered ?? new bool[Count];
}
