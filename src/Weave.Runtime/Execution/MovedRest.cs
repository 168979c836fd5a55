using Weave.Checkpoints;
using Weave.State;

namespace Weave.Execution;

/// <summary>What a run has beside its frames that its last commit does not say: it travels with the last part of its state.</summary>
sealed record MovedRest
{
    /// <summary>The sequence of its last checkpoint: step keys count on from there.</summary>
    public required long Sequence { get; init; }

    /// <summary>The epoch of the claim that it was made under.</summary>
    public required long Epoch { get; init; }

    /// <summary>Claims since it last made progress, the new one included.</summary>
    public int Attempts { get; init; }

    /// <summary>True if it has run on since its last commit.</summary>
    public bool Dirty { get; init; }

    public bool CancelAsked { get; init; }

    public bool CancelNoted { get; init; }

    public bool CancelStored { get; init; }

    /// <summary>True if a cancellation is to be thrown at its next cut.</summary>
    public bool CancelDue { get; init; }

    public bool TimerStored { get; init; }

    public bool StepMayHaveBegun { get; init; }

    /// <summary>Ids of messages whose effect is in its state and in no commit yet.</summary>
    public IReadOnlyList<string> Consumed { get; init; } = [];

    /// <summary>Outcomes of steps that were read from the inbox and are not taken, as the store keeps them.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Outcomes { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Where the step is executed that it waits for, or null.</summary>
    public StepPlace? Step { get; init; }

    /// <summary>What its status says about the move, or null.</summary>
    public string? Note { get; init; }

    public void Write(ByteList to)
    {
        to.Put((ulong)Sequence);
        to.Put((ulong)Epoch);
        to.Put((ulong)Attempts);
        to.Put(Bits(Dirty, CancelAsked, CancelNoted, CancelStored, CancelDue, TimerStored, StepMayHaveBegun, Step is not null, Note is not null));
        to.Put((ulong)Consumed.Count);
        foreach (var id in Consumed)
            to.Text(id);
        to.Put((ulong)Outcomes.Count);
        foreach (var (key, payload) in Outcomes)
        {
            to.Text(key);
            to.Put((ulong)payload.Length);
            to.Bytes(payload.Span);
        }

        if (Step is not null)
        {
            to.Text(Step.Hub);
            to.Put((ulong)Step.Incarnation);
            to.Put((ulong)Step.Epoch);
        }

        if (Note is not null)
            to.Text(Note);
    }

    public static MovedRest Read(ref ByteCursor from)
    {
        var (sequence, epoch, attempts, bits) = (from.NonNegative(), from.NonNegative(), from.Number(), from.Varint());
        var consumed = new string[from.Count(1)];
        foreach (ref var id in consumed.AsSpan())
            id = from.Text();
        var outcomes = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (var left = from.Count(2); left > 0; left--)
            outcomes[from.Text()] = from.Take(from.Count(1)).ToArray();
        return new MovedRest
        {
            Sequence = sequence,
            Epoch = epoch,
            Attempts = attempts,
            Dirty = Is(0),
            CancelAsked = Is(1),
            CancelNoted = Is(2),
            CancelStored = Is(3),
            CancelDue = Is(4),
            TimerStored = Is(5),
            StepMayHaveBegun = Is(6),
            Step = Is(7) ? new StepPlace(from.Text(), from.NonNegative(), from.NonNegative()) : null,
            Note = Is(8) ? from.Text() : null,
            Consumed = consumed,
            Outcomes = outcomes,
        };

        bool Is(int bit) => (bits & (1UL << bit)) != 0;
    }

    static ulong Bits(params ReadOnlySpan<bool> values)
    {
        ulong bits = 0;
        for (var i = 0; i < values.Length; i++)
            bits |= values[i] ? 1UL << i : 0;
        return bits;
    }
}
