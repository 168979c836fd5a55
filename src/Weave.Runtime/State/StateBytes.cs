using Weave.Execution;

namespace Weave.State;

/// <summary>One value or one frame as bytes: step outcomes, results, arguments. Objects keep their identity inside; CRC32C at the end.</summary>
public static class StateBytes
{
    /// <summary>Encodes a value of static type <typeparamref name="T"/>. Throws <see cref="NoCodecException"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    public static byte[] Encode<T>(T value, ISymbolTable symbols) => throw new NotImplementedException();

    /// <summary>Decodes what <see cref="Encode{T}"/> made. Throws <see cref="CorruptStateException"/> or <see cref="ContractMismatchException"/>.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    public static T Decode<T>(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) => throw new NotImplementedException();

    /// <summary>Encodes one frame. Equal function, cut and values give equal bytes, so the arguments of a call can be compared by them.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="symbols">Numbers of schemas.</param>
    public static byte[] EncodeFrame(Frame frame, ISymbolTable symbols) => throw new NotImplementedException();

    /// <summary>Decodes what <see cref="EncodeFrame"/> made.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="symbols">The table that was used to encode.</param>
    public static Frame DecodeFrame(ReadOnlyMemory<byte> bytes, ISymbolTable symbols) => throw new NotImplementedException();
}
