using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Weave.Storage;

namespace Weave.Cluster;

/// <summary>Finds out what this host has.</summary>
public static class CapabilityProbe
{
    /// <summary>Features of the processor that this process may use: <c>cpu:avx2</c> and so on, ordered by characters.</summary>
    public static IReadOnlyList<string> Processor() => [.. Features().Where(static f => f.Has).Select(static f => Offer.Cpu(f.Name)).Order(StringComparer.Ordinal)];

    /// <summary>The graphics processors of NVIDIA's driver; none where there is no driver.</summary>
    /// <param name="library">The management library.</param>
    public static IReadOnlyList<GpuInfo> Gpus(string library = Nvml.Library) => Nvml.Gpus(library);

    /// <summary>What a hub with these options announces.</summary>
    internal static HubInfo Announce(string id, HubOptions options)
    {
        var gpus = Gpus();
        var offers = Processor()
            .Concat(gpus.Count > 0 ? [Offer.Gpu] : [])
            .Concat(gpus.SelectMany(static g => new[] { $"{Offer.Gpu}:{g.Name}", $"{Offer.Gpu}-memory:{g.Memory >> 20}MiB" }))
            .Concat(options.Labels.Select(Offer.Label))
            .Concat(options.Data.Select(Offer.Data));
        var found = new HubInfo(id, "")
        {
            Offers = [.. offers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Cores = Environment.ProcessorCount,
            Memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Host = Environment.MachineName,
        };
        return options.Announce?.Invoke(found) ?? found;
    }

    static IEnumerable<(string Name, bool Has)> Features() =>
    [
        ("aes", System.Runtime.Intrinsics.X86.Aes.IsSupported || System.Runtime.Intrinsics.Arm.Aes.IsSupported),
        ("avx", Avx.IsSupported),
        ("avx2", Avx2.IsSupported),
        ("avx10v1", Avx10v1.IsSupported),
        ("avx512bw", Avx512BW.IsSupported),
        ("avx512cd", Avx512CD.IsSupported),
        ("avx512dq", Avx512DQ.IsSupported),
        ("avx512f", Avx512F.IsSupported),
        ("avx512vbmi", Avx512Vbmi.IsSupported),
        ("avxvnni", AvxVnni.IsSupported),
        ("bmi1", Bmi1.IsSupported),
        ("bmi2", Bmi2.IsSupported),
        ("fma", Fma.IsSupported),
        ("lzcnt", Lzcnt.IsSupported),
        ("pclmulqdq", Pclmulqdq.IsSupported),
        ("popcnt", Popcnt.IsSupported),
        ("sse42", Sse42.IsSupported),
        ("advsimd", AdvSimd.IsSupported),
        ("crc32", Crc32.IsSupported),
        ("dp", Dp.IsSupported),
        ("rdm", Rdm.IsSupported),
        ("sha1", Sha1.IsSupported),
        ("sha256", Sha256.IsSupported),
#pragma warning disable SYSLIB5003 // asked for, not used
        ("sve", Sve.IsSupported),
#pragma warning restore SYSLIB5003
    ];
}
