using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>Linux's signals, sent to a process.</summary>
static partial class Signal
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int process, int signal)
    {
        if (SendTo(process, signal) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendTo(int process, int signal);
}
