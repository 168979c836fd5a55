using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Weave.Transport.Listening;

/// <summary>Unix sockets between hubs of one machine and one user: in a folder that only this user can enter, and each side looks who the other is.</summary>
static partial class PeerSockets
{
    const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const int LongestPath = 107, SocketLevel = 1, PeerCredentials = 17;

    /// <summary>Where a hub's socket is; what a process that was killed has left there is removed.</summary>
    internal static string Make(string folder, string hub)
    {
        if (!OperatingSystem.IsLinux())
            throw new PeerSetupException("Hubs talk over Unix sockets on Linux only.", "Leave PeerOptions.SocketFolder out.");
        var path = Path.Combine(Path.GetFullPath(folder), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hub)).AsSpan(0, 8)) + ".sock");
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            throw new PeerSetupException($"The path of a Unix socket in '{folder}' is longer than {LongestPath} bytes.", "Choose a shorter folder.");
        try
        {
            Directory.CreateDirectory(folder, OwnersAlone);
            if (File.GetUnixFileMode(folder) != OwnersAlone)
                throw new PeerSetupException($"Others than its owner can enter the folder of sockets '{folder}'.", $"Take one of this user's own: chmod 700 {folder}.");
            if (File.Exists(path))
                Remove(path, hub);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PeerSetupException($"The folder of sockets '{folder}' cannot be used: {e.Message}", "Choose one that this user can make.", e);
        }

        return path;
    }

    static void Remove(string path, string hub)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            File.Delete(path);
            return;
        }

        throw new PeerSetupException($"Another process listens as hub '{hub}' on '{path}'.", "A hub's id is for one process at a time.");
    }

    /// <summary>Whether the process at the other end is of the same user.</summary>
    internal static bool IsSameUser(Socket socket)
    {
        Span<int> credentials = stackalloc int[3];
        var count = socket.GetRawSocketOption(SocketLevel, PeerCredentials, MemoryMarshal.AsBytes(credentials));
        return count == 12 && (uint)credentials[1] == EffectiveUser();
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
