using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>The codecs that users wrote for types of others: those that this compilation names, and those that the assemblies do which it references.</summary>
static class StateCodecs
{
    static readonly ConditionalWeakTable<IAssemblySymbol, IReadOnlyList<StateCodec>> referenced = new();

    /// <summary>What stands in the compilation itself, wrong ones included.</summary>
    public static IReadOnlyList<StateCodec> Own(Compilation compilation)
    {
        var found = new List<StateCodec>();
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var attribute in Attributes(compilation.Assembly))
        {
            var codec = Read(attribute);
            var problem = codec.Problem ?? (seen.Add(codec.Type!) ? null : "another codec is named for it");
            found.Add(codec with { Problem = problem });
        }

        return found;
    }

    /// <summary>All that hold, each type once: the compilation's own first.</summary>
    public static IEnumerable<StateCodec> All(Compilation compilation)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        return Own(compilation).Concat(compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(static assembly => referenced.GetValue(assembly, Of)))
            .Where(codec => codec.Problem is null && seen.Add(codec.Type!));
    }

    static IReadOnlyList<StateCodec> Of(IAssemblySymbol assembly) =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static name => name.Name == KnownNames.RuntimeAssembly))
            ? [.. Attributes(assembly).Select(Read).Where(static codec => codec.Problem is null && IsPublic(codec.Codec!))]
            : [];

    static IEnumerable<AttributeData> Attributes(IAssemblySymbol assembly) =>
        assembly.GetAttributes().Where(static attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.StateCodecAttribute);

    static StateCodec Read(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        var type = arguments.Length > 0 ? arguments[0].Value as ITypeSymbol : null;
        var codec = arguments.Length > 1 ? arguments[1].Value as INamedTypeSymbol : null;
        return new StateCodec(type, codec, type is null || codec is null ? "a type and a codec have to be named" : Problem(type, codec), attribute.ApplicationSyntaxReference);
    }

    static string? Problem(ITypeSymbol type, INamedTypeSymbol codec)
    {
        if (type is not INamedTypeSymbol { IsUnboundGenericType: false } named)
            return "it has to be a struct or a class, and a generic one has to be closed";
        if (named.TypeKind is not (TypeKind.Struct or TypeKind.Class) || named.IsAbstract || named.IsStatic || named.IsRefLikeType)
            return "no value is of exactly this type";
        if (KnownTypes.Find(named) is not null || KnownTypes.IsTuple(named) || named.SpecialType == SpecialType.System_Object || named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || ExceptionTypes.Contains(named))
            return "Weave writes it itself";
        if (BaseOf(codec) is not { } written)
            return $"{codec.Name} derives from neither ValueCodec nor ClassCodec";
        if (!SymbolEqualityComparer.Default.Equals(written, named))
            return $"{codec.Name} is a codec of {TypeNames.Display(written)}";
        if (codec.IsAbstract || codec.IsUnboundGenericType)
            return $"{codec.Name} is {(codec.IsAbstract ? "abstract" : "generic")}";
        if (!codec.InstanceConstructors.Any(static made => made.Parameters.IsEmpty && made.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            return $"{codec.Name} has no constructor without parameters that can be called";
        return HomeFinder.Find([named, codec], out var problem) is null ? problem : $"{codec.Name} or the type is private inside another type";
    }

    static ITypeSymbol? BaseOf(INamedTypeSymbol codec)
    {
        for (var part = codec.BaseType; part is not null; part = part.BaseType)
        {
            if (part.OriginalDefinition.ToDisplayString() is KnownNames.ValueCodec or KnownNames.ClassCodec)
                return part.TypeArguments[0];
        }

        return null;
    }

    static bool IsPublic(INamedTypeSymbol codec)
    {
        for (var part = codec; part is not null; part = part.ContainingType)
        {
            if (part.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return codec.InstanceConstructors.Any(static made => made.Parameters.IsEmpty && made.DeclaredAccessibility == Accessibility.Public);
    }
}
