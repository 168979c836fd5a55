using System.ComponentModel;

namespace Weave.Codecs;

/// <summary>Exceptions as bytes that need no symbol table: failures of runs, outcomes of steps.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExceptionCodec
{
    /// <summary>Encodes an exception: type, message, stack trace text, simple data, inner exceptions. Never throws for what the exception holds.</summary>
    /// <param name="exception">The exception.</param>
    public static byte[] Encode(Exception exception) => throw new NotImplementedException();

    /// <summary>Decodes what <see cref="Encode"/> made. Thrown, it shows the original stack trace first.</summary>
    /// <param name="bytes">The bytes.</param>
    public static Exception Decode(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();
}
