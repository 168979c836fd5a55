using Weave.Analyzer.Codecs;
using Weave.Generator.Codecs;

namespace Weave.Generator.Tests.Codecs;

/// <summary>How types are spelled.</summary>
public sealed class TypeNamesTests
{
    const string Source = """
        public class List<T>;
        namespace Shop { public class Order { public class Line<T>; } }
        """;

    [Theory]
    [InlineData("int", "int")]
    [InlineData("System.String", "string")]
    [InlineData("object", "object")]
    [InlineData("nint", "nint")]
    [InlineData("int?", "int?")]
    [InlineData("Guid", "System.Guid")]
    [InlineData("Shop.Order?", "Shop.Order")]
    [InlineData("System.Collections.Generic.List<Shop.Order?>", "System.Collections.Generic.List<Shop.Order>")]
    [InlineData("List<Shop.Order>", "List<Shop.Order>")]
    [InlineData("Shop.Order.Line<string>[]", "Shop.Order.Line<string>[]")]
    [InlineData("int[][,]", "int[][,]")]
    [InlineData("(int A, (string, Shop.Order) B)", "(int,(string,Shop.Order))")]
    [InlineData("System.IO.FileStream", "System.IO.FileStream")]
    [InlineData("Dictionary<string, int?[]>", "System.Collections.Generic.Dictionary<string,int?[]>")]
    public void Schema_names(string type, string schema) =>
        Assert.Equal(schema, TypeNames.Schema(CodecWorkshop.Of(Source, $"public static class Cases {{ public static {type} Value = default!; }}").TypeOf("Value")));

    [Theory]
    [InlineData("Shop.Order?", "global::Shop.Order?", "global::Shop.Order")]
    [InlineData("Dictionary<string, Shop.Order?>", "global::System.Collections.Generic.Dictionary<string, global::Shop.Order?>", "global::System.Collections.Generic.Dictionary<string, global::Shop.Order>")]
    [InlineData("(int A, string? B)", "(int A, string? B)", "global::System.ValueTuple<int, string>")]
    [InlineData("Shop.Order.Line<int>[]?", "global::Shop.Order.Line<int>[]?", "global::Shop.Order.Line<int>[]")]
    public void Code_names(string type, string code, string key)
    {
        var symbol = CodecWorkshop.Of(Source, $"public static class Cases {{ public static {type} Value = default!; }}").TypeOf("Value");
        Assert.Equal(code, TypeNames.Of(symbol));
        Assert.Equal(key, TypeNames.Key(symbol));
    }

    [Fact]
    public void Different_schema_names_give_different_identifiers()
    {
        string[] names = ["a.b", "a_b", "a_.b", "a._b", "a__b", "a.b<c>", "a.b.c", "a<b,c>", "a<b.c>", "a<b_c>", "a[]", "a[,]", "a_", "_a", "a", "A"];
        Assert.Equal(names.Length, names.Select(TypeNames.Identifier).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("Shop_Order", TypeNames.Identifier("Shop.Order"));
    }

    [Fact]
    public void Hint_names_are_short_and_distinct_where_case_does_not_count()
    {
        string[] labels = ["Shop.Order", "shop.order", "Größe", "Gr__e", new string('x', 300), new string('x', 301), "Shop.Line"];
        var names = HintNames.Of("Weave.Codecs.", labels).ToArray();
        Assert.Equal(labels.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, static name => Assert.InRange(name.Length, 1, 110));
        Assert.Equal("Weave.Codecs.Shop.Line.g.cs", names[^1]);
    }
}
