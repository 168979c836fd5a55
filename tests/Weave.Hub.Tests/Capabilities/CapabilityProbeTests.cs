using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Weave.Cluster.Tests.Capabilities;

public class CapabilityProbeTests
{
    [Fact]
    public void The_processor_is_announced_as_it_is()
    {
        var offers = CapabilityProbe.Processor();
        Assert.Equal(Avx2.IsSupported, offers.Contains("cpu:avx2"));
        Assert.Equal(offers.Order(StringComparer.Ordinal), offers);
    }

    [Fact]
    public void A_host_without_the_library_has_no_gpu() => Assert.Empty(CapabilityProbe.Gpus("/no/such/library.so"));

    [CompilerFact]
    public void The_library_says_what_there_is()
    {
        var folder = Directory.CreateTempSubdirectory("weave-nvml-");
        try
        {
            Assert.Equal([new GpuInfo("Test 9000", 24L << 30), new GpuInfo("Test 9000", 24L << 30)], CapabilityProbe.Gpus(Library(folder.FullName, broken: false)));
            Assert.Empty(CapabilityProbe.Gpus(Library(folder.FullName, broken: true)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string Library(string folder, bool broken)
    {
        var source = Path.Combine(folder, broken ? "broken.c" : "nvml.c");
        File.WriteAllText(source, $$"""
            #include <string.h>
            typedef struct { unsigned long long total, free, used; } memory;
            int nvmlInit_v2(void) { return {{(broken ? 9 : 0)}}; }
            int nvmlShutdown(void) { return 0; }
            int nvmlDeviceGetCount_v2(unsigned *count) { *count = 2; return 0; }
            int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { *device = (void *)(long)(index + 1); return 0; }
            int nvmlDeviceGetName(void *device, char *name, unsigned length) { strncpy(name, "Test 9000", length); return 0; }
            int nvmlDeviceGetMemoryInfo(void *device, memory *m) { m->total = 24ULL << 30; m->free = 1; m->used = 2; return 0; }
            """);
        var library = Path.ChangeExtension(source, ".so");
        using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-o", library, source]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }
}
