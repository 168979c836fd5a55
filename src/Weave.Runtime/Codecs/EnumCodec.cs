using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>Enums, as their underlying integer.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumCodec<TEnum> : Codec<TEnum>
    where TEnum : struct, Enum
{
    static readonly bool signed = Type.GetTypeCode(typeof(TEnum)) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    /// <inheritdoc/>
    public override string Schema { get; } = TypeName.Of(typeof(TEnum)) + "{enum " + TypeName.Of(Enum.GetUnderlyingType(typeof(TEnum))) + "}";

    internal override bool IsImmutable => true;

    /// <inheritdoc/>
    public override void Write(StateWriter writer, TEnum value)
    {
        if (signed)
        {
            writer.PutInt64(Unsafe.SizeOf<TEnum>() switch
            {
                1 => Unsafe.BitCast<TEnum, sbyte>(value),
                2 => Unsafe.BitCast<TEnum, short>(value),
                4 => Unsafe.BitCast<TEnum, int>(value),
                _ => Unsafe.BitCast<TEnum, long>(value),
            });
        }
        else
        {
            writer.PutUInt64(Unsafe.SizeOf<TEnum>() switch
            {
                1 => Unsafe.BitCast<TEnum, byte>(value),
                2 => Unsafe.BitCast<TEnum, ushort>(value),
                4 => Unsafe.BitCast<TEnum, uint>(value),
                _ => Unsafe.BitCast<TEnum, ulong>(value),
            });
        }
    }

    /// <inheritdoc/>
    public override TEnum Read(StateReader reader) => signed
        ? Unsafe.SizeOf<TEnum>() switch
        {
            1 => Unsafe.BitCast<sbyte, TEnum>(reader.Get<sbyte>()),
            2 => Unsafe.BitCast<short, TEnum>(reader.Get<short>()),
            4 => Unsafe.BitCast<int, TEnum>(reader.Get<int>()),
            _ => Unsafe.BitCast<long, TEnum>(reader.Get<long>()),
        }
        : Unsafe.SizeOf<TEnum>() switch
        {
            1 => Unsafe.BitCast<byte, TEnum>(reader.Get<byte>()),
            2 => Unsafe.BitCast<ushort, TEnum>(reader.Get<ushort>()),
            4 => Unsafe.BitCast<uint, TEnum>(reader.Get<uint>()),
            _ => Unsafe.BitCast<ulong, TEnum>(reader.Get<ulong>()),
        };
}
