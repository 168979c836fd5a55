using System.Reflection;
using Weave.State;

namespace Weave.Runtime.Tests.State;

/// <summary>Names of types come from bytes: those of the closed world mean their type, any other means nothing.</summary>
public class TypeResolverTests
{
    public interface IAnything;

    public struct Point;

    public sealed class Box<T>
    {
        public sealed class Inner<TOther>;
    }

    public sealed class Picky<T>
        where T : struct;

    public static TheoryData<Type> Known() =>
    [
        typeof(int), typeof(string), typeof(object), typeof(decimal), typeof(int?), typeof(int[]), typeof(int[][,]), typeof(string[,,]), typeof(int?[]),
        typeof(List<int>), typeof(Dictionary<string, List<int?>>), typeof((int, string)), typeof((int, (string, byte))[]), typeof((int, int, int, int, int, int, int, int)),
        typeof(Point), typeof(Point?), typeof(IAnything), typeof(Box<int>), typeof(Box<Box<string>>), typeof(Box<Point[]>.Inner<IAnything>), typeof(Picky<int>),
        typeof(IComparable<int>), typeof(DayOfWeek), typeof(KeyValuePair<int, Box<DayOfWeek?>>), typeof(Exception),
    ];

    [Theory]
    [MemberData(nameof(Known))]
    public void A_name_means_the_type_it_was_made_of(Type type)
    {
        TypeResolver.AddModule(typeof(TypeResolverTests));
        Assert.Equal(type, TypeResolver.Find(TypeName.Of(type)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.Action<int>")]
    [InlineData("System.Span<int>")]
    [InlineData("System.Void")]
    [InlineData("System.Collections.Generic.List<System.IO.FileStream>")]
    [InlineData("System.Collections.Generic.List")]
    [InlineData("System.Collections.Generic.List<")]
    [InlineData("System.Collections.Generic.List<int")]
    [InlineData("System.Collections.Generic.List<int>>")]
    [InlineData("System.Collections.Generic.List<int,int>")]
    [InlineData("Weave.Runtime.Tests.State.TypeResolverTests.Picky<string>")]
    [InlineData("Weave.Runtime.Tests.State.TypeResolverTests.Box<>")]
    [InlineData("string?")]
    [InlineData("int??")]
    [InlineData("(int)")]
    [InlineData("(int,string")]
    [InlineData("int[")]
    [InlineData("int*")]
    [InlineData("int&")]
    [InlineData("int, System.Private.CoreLib")]
    public void Any_other_name_means_nothing(string name)
    {
        TypeResolver.AddModule(typeof(TypeResolverTests));
        Assert.Null(TypeResolver.Find(name));
    }

    [Fact]
    public void A_name_that_nests_without_end_is_given_up() =>
        Assert.Null(TypeResolver.Find(string.Concat(Enumerable.Repeat("System.Collections.Generic.List<", 100_000))));
}
