using Weave.Modules;
using Weave.Storage;

namespace Weave.Runtime.Tests.Modules;

/// <summary>Modules as bytes: the same for the same assemblies, and refused when they are not what their name says.</summary>
public class ModulePackTests
{
    static readonly Dictionary<string, byte[]> images = new() { ["Shop"] = [1, 2, 3], ["Shop.Basics"] = new byte[10_000], ["Ärger"] = [] };

    [Fact]
    public void What_is_packed_comes_back()
    {
        var laid = ModulePack.Lay(images);
        var opened = ModulePack.Open(ModulePack.Compress(laid), BlobHash.Of(laid));
        Assert.Equal(images.Keys.Order(StringComparer.Ordinal), opened.Keys.Order(StringComparer.Ordinal));
        Assert.All(images, i => Assert.Equal(i.Value, opened[i.Key]));
    }

    [Fact]
    public void The_name_depends_on_the_assemblies_alone()
    {
        var other = images.Reverse().ToDictionary();
        Assert.Equal(ModulePack.Lay(images), ModulePack.Lay(other));
        other["Shop"] = [1, 2, 4];
        Assert.NotEqual(ModulePack.Lay(images), ModulePack.Lay(other));
    }

    [Fact]
    public void Another_module_than_its_name_says_is_refused()
    {
        var laid = ModulePack.Lay(images);
        var other = ModulePack.Lay(new Dictionary<string, byte[]> { ["Shop"] = [6] });
        Assert.Contains("SHA-256", Assert.Throws<CorruptStateException>(() => ModulePack.Open(ModulePack.Compress(other), BlobHash.Of(laid))).Message);
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        var laid = ModulePack.Lay(images);
        var (blob, hash) = (ModulePack.Compress(laid), BlobHash.Of(laid));
        for (var i = 0; i < blob.Length; i++)
        {
            Refused(blob.AsSpan(0, i).ToArray(), hash);
            var flipped = blob.ToArray();
            flipped[i] ^= 0x41;
            Refused(flipped, hash);
        }

        // A length that nobody has the memory for.
        Refused([.. "WVMD"u8, 1, 0xFF, 0xFF, 0xFF, 0xFF, 7, .. blob.AsSpan(8)], hash);
    }

    static void Refused(byte[] blob, BlobHash hash)
    {
        var error = Record.Exception(() => ModulePack.Open(blob, hash));
        Assert.True(error is CorruptStateException or UnknownCheckpointVersionException, $"{error}");
    }
}
