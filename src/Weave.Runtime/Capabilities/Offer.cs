namespace Weave.Cluster;

/// <summary>What hubs offer and runs need, as words: see <see cref="Storage.HubInfo.Offers"/>.</summary>
static class Offer
{
    public const string Gpu = "gpu";

    static readonly (Capability Capability, string Offer)[] known =
    [
        (Capability.Avx2, Cpu("avx2")), (Capability.Avx512, Cpu("avx512f")), (Capability.Gpu, Gpu), (Capability.Aes, Cpu("aes")), (Capability.AdvSimd, Cpu("advsimd")), (Capability.Sve, Cpu("sve")),
    ];

    public static string Cpu(string feature) => "cpu:" + feature;

    public static string Label(string name) => "label:" + name;

    public static string Data(string name) => "data:" + name;

    /// <summary>What a host must offer to have these capabilities, ordered by characters.</summary>
    public static IReadOnlyList<string> Of(Capability needs) =>
        needs == Capability.None ? [] : [.. known.Where(k => needs.HasFlag(k.Capability)).Select(static k => k.Offer).Order(StringComparer.Ordinal)];
}
