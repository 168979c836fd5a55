using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Values that are a row of equal numbers and nothing else: complex numbers, vectors, matrices, quaternions, bit vectors.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <typeparam name="TPart">One of its numbers.</typeparam>
sealed class PartsCodec<T, TPart> : Codec<T>
    where T : unmanaged
    where TPart : unmanaged
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(T));

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, T value)
    {
        foreach (var part in Parts(ref value))
            writer.Put(part);
    }

    /// <inheritdoc/>
    public override T Read(StateReader reader)
    {
        T value = default;
        foreach (ref var part in Parts(ref value))
            part = reader.Get<TPart>();
        return value;
    }

    static Span<TPart> Parts(ref T value) => MemoryMarshal.CreateSpan(ref Unsafe.As<T, TPart>(ref value), Unsafe.SizeOf<T>() / Unsafe.SizeOf<TPart>());
}
