using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="Type"/>: the name of a type of the closed world, which is one that a checkpoint may name: types with codecs, interfaces and enums of the base library, the user's own.</summary>
sealed class TypeCodec : ObjectCodec<Type>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(Type));

    /// <inheritdoc/>
    public override bool Immutable => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, Type value)
    {
        if (value.ContainsGenericParameters || value.IsByRef || value.IsPointer || TypeResolver.Find(TypeName.Of(value)) != value)
            throw new NoCodecException(typeof(Type), $"the type '{value}', which no checkpoint can name");
        writer.PutText(TypeName.Of(value));
    }

    /// <inheritdoc/>
    public override Type Allocate(StateReader reader)
    {
        var name = reader.GetText() ?? throw reader.Corrupt("a type has no name");
        return TypeResolver.Find(name) ?? throw reader.Corrupt($"no type that a checkpoint may name is called '{name}'");
    }

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, Type value)
    {
    }
}
