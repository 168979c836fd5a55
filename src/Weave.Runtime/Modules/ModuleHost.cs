using System.Collections.Concurrent;
using Weave.Execution;
using Weave.Storage;

namespace Weave.Modules;

/// <summary>The modules that one hub has to do with: its own in the store, and those of other builds loaded beside it for as long as a run needs them.</summary>
/// <param name="store">Where modules are kept.</param>
/// <param name="options">Whether what the store has is executed, and who signs.</param>
sealed class ModuleHost(IRunStore store, HubOptions options)
{
    const string NotSigned = "no key that this hub trusts has signed it (HubOptions.TrustedSigners).";

    readonly Lock gate = new();
    readonly Dictionary<BlobHash, Loaded> loaded = [];
    readonly ConcurrentDictionary<BlobHash, ReadOnlyMemory<byte>> brought = new();
    readonly ConcurrentDictionary<BlobHash, bool> signed = new();
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
            await store.PutBlobAsync(own.SignedBy(options.Signer), own.Hash, cancel).ConfigureAwait(false);
            Volatile.Write(ref stored, true);
        }

        return own.Hash;
    }

    /// <summary>Whether a module has to be brought here before a run that needs it can come: this hub executes signed ones alone, and has none with that signature.</summary>
    public async ValueTask<bool> LacksAsync(BlobHash hash, CancellationToken cancel)
    {
        if (options.Modules != StoredModules.Signed || brought.ContainsKey(hash) || signed.ContainsKey(hash))
            return false;
        if (await store.GetBlobAsync(hash, cancel).ConfigureAwait(false) is not { } blob || !IsSigned(hash, blob.Span))
            return true;
        signed[hash] = true; // it need not be fetched again to know
        return false;
    }

    /// <summary>The module as it can be brought to another hub: this process's own is signed by it. Null where the store does not have it.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> TakeAsync(BlobHash hash, CancellationToken cancel) =>
        OwnModule.Current is { } own && own.Hash == hash ? own.SignedBy(options.Signer) : await store.GetBlobAsync(hash, cancel).ConfigureAwait(false);

    /// <summary>Keeps a module that another hub has brought.</summary>
    /// <exception cref="ModuleUnavailableException">It is not what its name says, or nobody whom this hub trusts has signed it.</exception>
    public void Bring(BlobHash hash, ReadOnlyMemory<byte> blob, string run)
    {
        if (!IsSigned(hash, blob.Span))
            throw new ModuleUnavailableException(hash.Hex, NotSigned, run);
        try
        {
            ModulePack.Open(blob, hash);
        }
        catch (WeaveException e)
        {
            throw new ModuleUnavailableException(hash.Hex, e.Message, run, e);
        }

        brought[hash] = blob;
    }

    /// <summary>Loads the module beside the process's code, or joins those who use it.</summary>
    /// <exception cref="ModuleUnavailableException">It cannot be used here.</exception>
    public async Task<RunCode> UseAsync(BlobHash hash, string run)
    {
        if (options.Modules == StoredModules.Refused)
            throw new ModuleUnavailableException(hash.Hex, "this hub executes no code from a store (HubOptions.Modules).", run);
        Loaded entry;
        lock (gate)
        {
            if (!loaded.TryGetValue(hash, out entry!))
                loaded.Add(hash, entry = new Loaded(options.Machine.Run(() => LoadAsync(hash))));
            entry.Users++;
        }

        try
        {
            var scope = await options.Machine.Shared(entry.Scope).ConfigureAwait(false);
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
        if (!brought.TryGetValue(hash, out var blob))
            blob = await store.GetBlobAsync(hash).ConfigureAwait(false) ?? throw new CorruptStateException("The store does not have it.");
        if (options.Modules == StoredModules.Signed && !IsSigned(hash, blob.Span))
            throw new CorruptStateException(NotSigned);
        return ModuleContext.Load($"weave:{hash.Hex[..12]}", ModulePack.Open(blob, hash));
    }

    bool IsSigned(BlobHash hash, ReadOnlySpan<byte> blob)
    {
        try
        {
            return options.TrustedSigners is { } trusted && ModulePack.SignatureIn(blob) is { IsEmpty: false } signature && trusted.Accepts(hash, signature);
        }
        catch (CorruptStateException)
        {
            return false;
        }
    }

    void Release(BlobHash hash, Loaded entry)
    {
        lock (gate)
        {
            if (--entry.Users > 0)
                return;
            loaded.Remove(hash);
        }

        brought.TryRemove(hash, out _);
        if (entry.Scope.IsCompletedSuccessfully)
            entry.Scope.Result.Unload();
    }

    sealed class Loaded(Task<CodeScope> scope)
    {
        public Task<CodeScope> Scope => scope;

        public int Users { get; set; }
    }
}
