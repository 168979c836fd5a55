using Weave.Execution;
using Weave.Storage;

namespace Weave.Modules;

/// <summary>The modules that one hub has to do with: its own in the store, and those of other builds loaded beside it for as long as a run needs them.</summary>
/// <param name="store">Where modules are kept.</param>
/// <param name="trust">Whether what the store has is executed.</param>
sealed class ModuleHost(IRunStore store, StoredModules trust)
{
    readonly Lock gate = new();
    readonly Dictionary<BlobHash, Loaded> loaded = [];
    bool stored;

    /// <summary>The module of the process, if a frame's code is in it, put into the store.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="again">True if it has been put, and collected since.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<BlobHash?> PutAsync(Frame frame, bool again, CancellationToken cancel)
    {
        var own = OwnModule.Current;
        return own is null || !own.Holds(frame) ? null : await PutAsync(own, again, cancel).ConfigureAwait(false);
    }

    /// <summary>Puts the process's module into the store, once.</summary>
    public async ValueTask<BlobHash> PutAsync(OwnModule own, bool again, CancellationToken cancel = default)
    {
        if (!Volatile.Read(ref stored) || again)
        {
            await store.PutBlobAsync(own.Blob, own.Hash, cancel).ConfigureAwait(false);
            Volatile.Write(ref stored, true);
        }

        return own.Hash;
    }

    /// <summary>Loads the module beside the process's code, or joins those who use it.</summary>
    /// <exception cref="ModuleUnavailableException">It cannot be used here.</exception>
    public async Task<RunCode> UseAsync(BlobHash hash, string run)
    {
        if (trust != StoredModules.Trusted)
            throw new ModuleUnavailableException(hash.Hex, "this hub executes no code from a store (HubOptions.Modules).", run);
        Loaded entry;
        lock (gate)
        {
            if (!loaded.TryGetValue(hash, out entry!))
                loaded.Add(hash, entry = new Loaded(Task.Run(() => LoadAsync(hash))));
            entry.Users++;
        }

        try
        {
            var scope = await entry.Scope.ConfigureAwait(false);
            return new RunCode(scope, Release: () => Release(hash, entry));
        }
        catch (Exception e)
        {
            Release(hash, entry);
            if (e is StoreUnavailableException or ObjectDisposedException)
                throw;
            throw new ModuleUnavailableException(hash.Hex, e.Message, run, e);
        }
    }

    async Task<CodeScope> LoadAsync(BlobHash hash)
    {
        var blob = await store.GetBlobAsync(hash).ConfigureAwait(false) ?? throw new CorruptStateException("The store does not have it.");
        return ModuleContext.Load($"weave:{hash.Hex[..12]}", ModulePack.Open(blob, hash));
    }

    void Release(BlobHash hash, Loaded entry)
    {
        lock (gate)
        {
            if (--entry.Users > 0)
                return;
            loaded.Remove(hash);
        }

        if (entry.Scope.IsCompletedSuccessfully)
            entry.Scope.Result.Unload();
    }

    sealed class Loaded(Task<CodeScope> scope)
    {
        public Task<CodeScope> Scope => scope;

        public int Users { get; set; }
    }
}
