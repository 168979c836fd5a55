namespace Weave.Storage;

/// <summary>One call on the store, on its way through the store's thread.</summary>
abstract class StoreOperation
{
    /// <summary>The run it is about, for errors; or null.</summary>
    public string? Run { get; init; }

    /// <summary>The epoch of the claim that is broken when this fails; or null.</summary>
    public long? Epoch { get; init; }

    /// <summary>Whether it needs the writing transaction.</summary>
    public bool Writes { get; init; }

    /// <summary>Does the work and keeps the result. May be called again after the transaction of the first call was undone.</summary>
    public abstract void Perform(OpenStore store);

    /// <summary>Hands the result to the caller: what it says is durable.</summary>
    public abstract void Acknowledge();

    public abstract void Fail(Exception error);
}
