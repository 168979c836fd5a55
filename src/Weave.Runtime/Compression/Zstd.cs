using System.Runtime.InteropServices;

namespace Weave.Compression;

/// <summary>The system's libzstd, by its C interface. Where it is absent <see cref="IsAvailable"/> is false and nothing else may be called.</summary>
static unsafe class Zstd
{
    const int CompressionLevel = 100;
    const int ContentSizeFlag = 200;
    const int ChecksumFlag = 201;
    const int DictIdFlag = 202;

    static readonly nint library = Load();
    static readonly delegate* unmanaged<nint> createCompressor = (delegate* unmanaged<nint>)Find("ZSTD_createCCtx");
    static readonly delegate* unmanaged<nint, nuint> freeCompressor = (delegate* unmanaged<nint, nuint>)Find("ZSTD_freeCCtx");
    static readonly delegate* unmanaged<nint> createDecompressor = (delegate* unmanaged<nint>)Find("ZSTD_createDCtx");
    static readonly delegate* unmanaged<nint, nuint> freeDecompressor = (delegate* unmanaged<nint, nuint>)Find("ZSTD_freeDCtx");
    static readonly delegate* unmanaged<nint, int, int, nuint> setParameter = (delegate* unmanaged<nint, int, int, nuint>)Find("ZSTD_CCtx_setParameter");
    static readonly delegate* unmanaged<nint, nint, nuint> refCompression = (delegate* unmanaged<nint, nint, nuint>)Find("ZSTD_CCtx_refCDict");
    static readonly delegate* unmanaged<nint, nint, nuint> refDecompression = (delegate* unmanaged<nint, nint, nuint>)Find("ZSTD_DCtx_refDDict");
    static readonly delegate* unmanaged<nint, byte*, nuint, nuint> prefixCompression = (delegate* unmanaged<nint, byte*, nuint, nuint>)Find("ZSTD_CCtx_refPrefix");
    static readonly delegate* unmanaged<nint, byte*, nuint, nuint> prefixDecompression = (delegate* unmanaged<nint, byte*, nuint, nuint>)Find("ZSTD_DCtx_refPrefix");
    static readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint> compress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint>)Find("ZSTD_compress2");
    static readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint> decompress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint>)Find("ZSTD_decompressDCtx");
    static readonly delegate* unmanaged<nuint, nuint> bound = (delegate* unmanaged<nuint, nuint>)Find("ZSTD_compressBound");
    static readonly delegate* unmanaged<nuint, uint> isError = (delegate* unmanaged<nuint, uint>)Find("ZSTD_isError");
    static readonly delegate* unmanaged<byte*, nuint, int, nint> createCompression = (delegate* unmanaged<byte*, nuint, int, nint>)Find("ZSTD_createCDict");
    static readonly delegate* unmanaged<nint, nuint> freeCompression = (delegate* unmanaged<nint, nuint>)Find("ZSTD_freeCDict");
    static readonly delegate* unmanaged<byte*, nuint, nint> createDecompression = (delegate* unmanaged<byte*, nuint, nint>)Find("ZSTD_createDDict");
    static readonly delegate* unmanaged<nint, nuint> freeDecompression = (delegate* unmanaged<nint, nuint>)Find("ZSTD_freeDDict");
    static readonly delegate* unmanaged<byte*, nuint, byte*, nuint*, uint, nuint> train = (delegate* unmanaged<byte*, nuint, byte*, nuint*, uint, nuint>)Find("ZDICT_trainFromBuffer");

    /// <summary>True if the library is there, with everything that is used of it.</summary>
    internal static bool IsAvailable { get; } =
        library != 0 && createCompressor != null && freeCompressor != null && createDecompressor != null && freeDecompressor != null && setParameter != null && refCompression != null
        && refDecompression != null && prefixCompression != null && prefixDecompression != null && compress != null && decompress != null && bound != null && isError != null && createCompression != null && freeCompression != null
        && createDecompression != null && freeDecompression != null && train != null;

    internal static int Bound(int length) => (int)Math.Min((nuint)Array.MaxLength, bound((nuint)length));

    internal static nint CreateCompressor(int level)
    {
        // Lengths and dictionaries are named by the envelope, which has a check of its own.
        var context = createCompressor();
        setParameter(context, CompressionLevel, level);
        setParameter(context, ContentSizeFlag, 0);
        setParameter(context, ChecksumFlag, 0);
        setParameter(context, DictIdFlag, 0);
        return context;
    }

    internal static void FreeCompressor(nint context) => freeCompressor(context);

    internal static nint CreateDecompressor() => createDecompressor();

    internal static void FreeDecompressor(nint context) => freeDecompressor(context);

    /// <summary>Compresses; -1 if it does not fit.</summary>
    internal static int Compress(nint context, nint dictionary, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, Span<byte> to)
    {
        refCompression(context, dictionary);
        fixed (byte* before = prefix)
        fixed (byte* source = from)
        fixed (byte* target = to)
        {
            // For the next frame alone.
            if (!prefix.IsEmpty && isError(prefixCompression(context, before, (nuint)prefix.Length)) != 0)
                return -1;
            return Checked(compress(context, target, (nuint)to.Length, source, (nuint)from.Length));
        }
    }

    /// <summary>Decompresses; the length, or -1 if the bytes make no sense or do not fit.</summary>
    internal static int Decompress(nint context, nint dictionary, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, Span<byte> to)
    {
        refDecompression(context, dictionary);
        fixed (byte* before = prefix)
        fixed (byte* source = from)
        fixed (byte* target = to)
        {
            if (!prefix.IsEmpty && isError(prefixDecompression(context, before, (nuint)prefix.Length)) != 0)
                return -1;
            return Checked(decompress(context, target, (nuint)to.Length, source, (nuint)from.Length));
        }
    }

    internal static nint CreateCompression(ReadOnlySpan<byte> dictionary, int level)
    {
        fixed (byte* content = dictionary)
            return createCompression(content, (nuint)dictionary.Length, level);
    }

    internal static void FreeCompression(nint dictionary) => freeCompression(dictionary);

    internal static nint CreateDecompression(ReadOnlySpan<byte> dictionary)
    {
        fixed (byte* content = dictionary)
            return createDecompression(content, (nuint)dictionary.Length);
    }

    internal static void FreeDecompression(nint dictionary) => freeDecompression(dictionary);

    /// <summary>Makes a dictionary of samples that stand back to back; null if they have too little in common.</summary>
    internal static byte[]? Train(ReadOnlySpan<byte> samples, ReadOnlySpan<nuint> lengths, int capacity)
    {
        var dictionary = new byte[capacity];
        int length;
        fixed (byte* target = dictionary)
        fixed (byte* source = samples)
        fixed (nuint* sizes = lengths)
            length = Checked(train(target, (nuint)capacity, source, sizes, (uint)lengths.Length));
        return length > 0 ? dictionary[..length] : null;
    }

    static int Checked(nuint result) => isError(result) != 0 ? -1 : (int)result;

    static nint Load()
    {
        ReadOnlySpan<string> names =
            OperatingSystem.IsWindows() ? ["libzstd.dll", "zstd.dll"]
            : OperatingSystem.IsMacOS() ? ["libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"]
            : ["libzstd.so.1"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        }

        return 0;
    }

    static nint Find(string name) => library != 0 && NativeLibrary.TryGetExport(library, name, out var address) ? address : 0;
}
