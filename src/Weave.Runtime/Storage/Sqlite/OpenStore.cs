namespace Weave.Storage;

/// <summary>What the store's thread works with: the connection, the lock of an owner, and which claims are broken.</summary>
/// <param name="session">The connection.</param>
/// <param name="ownerLock">The owner's lock, null for a client.</param>
/// <param name="tenure">Counts the owners of the file: what an earlier one claimed is free.</param>
/// <param name="symbols">The interned texts it has.</param>
sealed class OpenStore(SqliteSession session, OwnerLock? ownerLock, long tenure, IReadOnlyDictionary<int, string> symbols) : IDisposable
{
    public SqliteSession Session => session;

    public long Tenure => tenure;

    public IReadOnlyDictionary<int, string> Symbols => symbols;

    public BrokenClaims Broken { get; } = new(session.Path);

    // The lock goes last: nobody else owns the file while this connection may still write.
    public void Dispose()
    {
        session.Dispose();
        ownerLock?.Dispose();
    }
}
