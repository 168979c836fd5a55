namespace Weave;

/// <summary>Says how values of a type travel that is not of this source and that Weave does not know: by a codec of yours. It holds for this assembly and for those that reference it.</summary>
/// <param name="type">The type: a struct, or a class of which there are objects.</param>
/// <param name="codec">A class with a constructor without parameters that derives from <see cref="ValueCodec{T}"/> (for a struct) or <see cref="ClassCodec{T}"/> of exactly this type.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class StateCodecAttribute(Type type, Type codec) : Attribute
{
    /// <summary>The type that travels.</summary>
    public Type Type { get; } = type;

    /// <summary>The class of its codec.</summary>
    public Type Codec { get; } = codec;
}
