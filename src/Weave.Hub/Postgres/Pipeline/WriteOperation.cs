using Npgsql;

namespace Weave.Postgres;

/// <summary>One write, on its way through the pipeline.</summary>
abstract class WriteOperation
{
    /// <summary>The run that it changes, for errors; or null.</summary>
    public string? Run { get; init; }

    /// <summary>The same as a key: two writes with the same one keep their order.</summary>
    public Guid? Key { get; init; }

    /// <summary>Runs that get messages by it: that comes after earlier changes of them, and before later ones.</summary>
    public IReadOnlyList<Guid> Reaches { get; init; } = [];

    /// <summary>The epoch of the claim that is broken when this fails; or null.</summary>
    public long? Epoch { get; init; }

    /// <summary>About how large it is.</summary>
    public long Bytes { get; init; }

    /// <summary>Nothing that concerns its run goes into the same group after it.</summary>
    public bool IsLast { get; init; }

    /// <summary>When it was issued.</summary>
    public long Issued { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>What to tell the others when it is durable.</summary>
    public StoreChange? Change { get; protected set; }

    /// <summary>Hands the answer to the caller: what it says is durable.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception error);
}
