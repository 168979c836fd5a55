using System.Runtime.CompilerServices;

namespace Weave.State;

/// <summary>The codec of one type, one static field away.</summary>
static class CodecOf<T>
{
    internal static Codec<T>? Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Codec<T> Resolve(Func<string>? from = null) =>
        Value ??= (Codec<T>?)CodecRegistry.Find(typeof(T)) ?? throw new NoCodecException(typeof(T), from?.Invoke());
}
