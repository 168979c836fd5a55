using System.Security.Cryptography;
using Weave.Modules;
using Weave.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Moving;

/// <summary>A run whose module the other hub does not have: it goes there with its module if somebody whom that hub trusts has signed it, and stays where it is if not.</summary>
public class ModuleMoveTests
{
    const int Laps = 150;

    static readonly (string Private, string Public) ours = NewKey();
    static readonly (string Private, string Public) theirs = NewKey();
    static readonly byte[] laid = ModulePack.Lay(new Dictionary<string, byte[]> { ["Weave.Hub.Tests"] = File.ReadAllBytes(typeof(Journeys).Assembly.Location) });

    [Fact]
    public Task A_signed_module_comes_along() => MoveAsync(ours.Private, ours.Public, null);

    [Fact]
    public Task An_unsigned_module_is_refused() => MoveAsync(null, ours.Public, "no key that this hub trusts has signed it");

    [Fact]
    public Task A_module_that_others_have_signed_is_refused() => MoveAsync(theirs.Private, ours.Public, "no key that this hub trusts has signed it");

    [Fact]
    public Task A_hub_that_trusts_nobody_takes_none() => MoveAsync(ours.Private, null, "no key that this hub trusts has signed it");

    [Fact]
    public void A_signature_is_of_one_module_alone()
    {
        var hash = BlobHash.Of(laid);
        var signature = ModuleSigner.FromPem(ours.Private).Sign(hash);
        var trust = ModuleTrust.FromPem(theirs.Public, ours.Public);

        Assert.True(trust.Accepts(hash, signature));
        Assert.False(trust.Accepts(BlobHash.Of([1]), signature));
        Assert.False(ModuleTrust.FromPem(theirs.Public).Accepts(hash, signature));
        Assert.False(trust.Accepts(hash, []));
        Assert.Equal(signature, ModulePack.SignatureIn(ModulePack.Compress(laid, signature)));
        Assert.Equal(["Weave.Hub.Tests"], ModulePack.Open(ModulePack.Compress(laid, signature), hash).Keys);
        Assert.Throws<ArgumentException>(() => ModuleSigner.FromPem(ours.Public));
        Assert.Throws<ArgumentException>(() => ModuleTrust.FromPem("nonsense"));
    }

    /// <summary>The store has the module unsigned; the hub that has the run brings it, and the other looks at what it is brought.</summary>
    [Fact]
    public async Task What_is_brought_is_looked_at()
    {
        var hash = BlobHash.Of(laid);
        await using var town = await Town.OpenAsync(1, o => o with { Modules = StoredModules.Signed, TrustedSigners = ModuleTrust.FromPem(ours.Public) });
        var modules = town[0].Hub.Engine.Modules;
        var signed = ModulePack.Compress(laid, ModuleSigner.FromPem(ours.Private).Sign(hash));

        Assert.True(await modules.LacksAsync(hash, default));
        Assert.Throws<ModuleUnavailableException>(() => modules.Bring(hash, ModulePack.Compress(laid), "r"));
        Assert.Throws<ModuleUnavailableException>(() => modules.Bring(BlobHash.Of([1]), signed, "r"));
        Assert.Throws<ModuleUnavailableException>(() => modules.Bring(hash, signed.AsMemory(0, signed.Length - 1), "r"));
        Assert.True(await modules.LacksAsync(hash, default));
        modules.Bring(hash, signed, "r");
        Assert.False(await modules.LacksAsync(hash, default));
    }

    /// <summary>Two versions of the code in one cluster: h0 runs what the store has, h1 only what is signed.</summary>
    static async Task MoveAsync(string? signer, string? trusted, string? refusal)
    {
        var hash = BlobHash.Of(laid);
        var stores = new Dictionary<string, FaultyStore>();
        await using var town = await Town.OpenAsync(
            2,
            o => o.HubId == "h0" ? o : o with { Modules = StoredModules.Signed, TrustedSigners = trusted is null ? null : ModuleTrust.FromPem(trusted) },
            store: (s, id) => stores[id] = new FaultyStore(s));
        await stores["h0"].PutBlobAsync(ModulePack.Compress(laid, signer is null ? [] : ModuleSigner.FromPem(signer).Sign(hash)), hash, default);
        stores["h0"].OnCreate = run => run with { Module = hash, Upgrade = UpgradePolicy.Pinned };
        var run = await town.StartAsync(Journeys.Fragments.Stroll(Laps), "stroll");
        for (var i = 0; (await run.StatusAsync()).Activity != RunActivity.Waiting; i++)
        {
            Assert.True(i < 3000, "it does not run");
            await Task.Delay(10);
        }

        var moved = await town[0].Mover.MoveAsync("stroll", "h1");

        if (refusal is null)
        {
            Assert.Equal(MoveResult.To("h1"), moved);
        }
        else
        {
            Assert.Equal((MoveOutcome.Refused, "h0"), (moved.Outcome, moved.Hub));
            Assert.Contains(refusal, moved.Reason);
            Assert.Equal(("h0", 1L), ((await town.RecordAsync("stroll")).Owner, (await town.RecordAsync("stroll")).Epoch));
        }

        Assert.Equal(await Journeys.Stroll(Laps), await run.Result.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(hash, (await town.RecordAsync("stroll")).Module);
    }

    static (string Private, string Public) NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportPkcs8PrivateKeyPem(), key.ExportSubjectPublicKeyInfoPem());
    }
}
