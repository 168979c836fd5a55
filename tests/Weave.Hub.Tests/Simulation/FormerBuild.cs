using System.Text;
using Weave.Modules;
using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>Another build of this code: the same but for one text, by which results tell which build has made them.</summary>
static class FormerBuild
{
    /// <summary>What this build calls itself.</summary>
    public const string ThisName = "the build at work";

    static readonly Lazy<(BlobHash Hash, byte[] Blob)> made = new(Make);

    /// <summary>What the other build calls itself.</summary>
    public static string Name => ThisName.Replace("at work", "of once", StringComparison.Ordinal);

    public static BlobHash Hash => made.Value.Hash;

    public static byte[] Blob => made.Value.Blob;

    /// <summary>The bytes of an assembly of this code, as the other build has them.</summary>
    public static byte[] Image(byte[] image)
    {
        var (text, other) = (Encoding.Unicode.GetBytes(ThisName), Encoding.Unicode.GetBytes(Name));
        var found = 0;
        for (int at, from = 0; (at = image.AsSpan(from).IndexOf(text)) >= 0; from += at + text.Length, found++)
            other.CopyTo(image.AsSpan(from + at));
        return found > 0 ? image : throw new InvalidOperationException("The name of this build is not in it.");
    }

    static (BlobHash Hash, byte[] Blob) Make()
    {
        var laid = ModulePack.Lay(new Dictionary<string, byte[]> { ["Weave.Hub.Tests"] = Image(File.ReadAllBytes(typeof(FormerBuild).Assembly.Location)) });
        return (BlobHash.Of(laid), ModulePack.Compress(laid));
    }
}
