using System.Runtime.InteropServices;

namespace Weave.Storage;

/// <summary>
/// The ownership of a store: an advisory lock of the operating system on a file beside it, which ends with the process, however that ends. No clock is
/// involved. The lock file stays: deleting it would let two owners lock two files of the same name.
/// </summary>
sealed partial class OwnerLock : IDisposable
{
    const int LockExclusiveNow = 2 | 4; // LOCK_EX | LOCK_NB
    const int SharingViolation = unchecked((int)0x80070020);

    // EWOULDBLOCK of Linux and of macOS
    static readonly int[] WouldBlock = [11, 35];

    readonly FileStream file;

    OwnerLock(FileStream file) => this.file = file;

    public static OwnerLock Take(string store)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(store + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

            // The lock that FileShare.None takes can be switched off by configuration, and fails silently where there are no locks. This one cannot.
            if (!OperatingSystem.IsWindows() && Flock(file.SafeFileHandle, LockExclusiveNow) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                throw WouldBlock.Contains(error)
                    ? new StoreInUseException(store)
                    : new StoreUnavailableException(store, $"its owner lock cannot be taken (error {error}).", "Keep it on a file system with file locks.");
            }

            return new OwnerLock(file);
        }
        catch (IOException e) when (e.HResult == SharingViolation || WouldBlock.Contains(e.HResult))
        {
            throw new StoreInUseException(store);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeHandle file, int operation);
}
