using System.Runtime.InteropServices;
using System.Text;

namespace Weave.Cluster;

/// <summary>NVIDIA's management library by its C interface. A host without it has no such processor; a call that fails ends the list.</summary>
static unsafe class Nvml
{
    public const string Library = "libnvidia-ml.so.1";

    const int NameLength = 96;

    public static IReadOnlyList<GpuInfo> Gpus(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library))
            return [];
        try
        {
            return Find(library, "nvmlInit_v2", out var init) && ((delegate* unmanaged<int>)init)() == 0 ? Listed(library) : [];
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    static List<GpuInfo> Listed(nint library)
    {
        var gpus = new List<GpuInfo>();
        try
        {
            uint count;
            var name = stackalloc byte[NameLength];
            if (!Find(library, "nvmlDeviceGetCount_v2", out var getCount) || !Find(library, "nvmlDeviceGetHandleByIndex_v2", out var getHandle)
                || !Find(library, "nvmlDeviceGetName", out var getName) || !Find(library, "nvmlDeviceGetMemoryInfo", out var getMemory)
                || ((delegate* unmanaged<uint*, int>)getCount)(&count) != 0)
                return gpus;
            for (var i = 0u; i < count; i++)
            {
                nint device;
                Memory memory;
                if (((delegate* unmanaged<uint, nint*, int>)getHandle)(i, &device) != 0 || ((delegate* unmanaged<nint, byte*, uint, int>)getName)(device, name, NameLength) != 0
                    || ((delegate* unmanaged<nint, Memory*, int>)getMemory)(device, &memory) != 0)
                    break;
                gpus.Add(new GpuInfo(Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)), (long)memory.Total));
            }

            return gpus;
        }
        finally
        {
            if (Find(library, "nvmlShutdown", out var shutdown))
                _ = ((delegate* unmanaged<int>)shutdown)();
        }
    }

    static bool Find(nint library, string name, out nint function) => NativeLibrary.TryGetExport(library, name, out function);

    /// <summary><c>nvmlMemory_t</c>.</summary>
    struct Memory
    {
        public ulong Total;
        public ulong Free;
        public ulong Used;
    }
}
