using Weave.Contracts;

namespace Weave.Runtime.Tests.Evolution;

/// <summary>The verdicts, on texts alone.</summary>
public class RuleTests
{
    const string Head = "# Weave contracts 1\n";

    static Finding Verdict(string old, string now) => Assert.Single(Compatibility.Compare(ContractSet.Parse(Head + old), ContractSet.Parse(Head + now)));

    [Theory]
    [InlineData("X:int;Y:int", "X:int;Y:int", Contracts.Verdict.Identical)]
    [InlineData("X:int;Y:int", "Y:int;X:int", Contracts.Verdict.Maps)]
    [InlineData("X:int", "X:int;Y:string", Contracts.Verdict.Maps)]
    [InlineData("X:int;Y:string", "X:int", Contracts.Verdict.Maps)]
    [InlineData("X:int", "X:long", Contracts.Verdict.Maps)]
    [InlineData("X:long", "X:int", Contracts.Verdict.NeedsMigration)]
    [InlineData("X:int", "X:int?", Contracts.Verdict.Maps)]
    [InlineData("X:int?", "X:int", Contracts.Verdict.NeedsMigration)]
    [InlineData("X:int?", "X:double?", Contracts.Verdict.Maps)]
    [InlineData("X:long", "X:double", Contracts.Verdict.NeedsMigration)]
    [InlineData("X:int", "X:string", Contracts.Verdict.NeedsMigration)]
    [InlineData("X:List<int>", "X:List<long>", Contracts.Verdict.NeedsMigration)]
    [InlineData("X:int;Y:string", "X:int;Z:string", Contracts.Verdict.NeedsMigration)]
    [InlineData("X:string", "X:!string", Contracts.Verdict.Maps)]
    [InlineData("X:string?", "X:string", Contracts.Verdict.Maps)]
    public void Fields_of_a_class(string old, string now, Verdict verdict) => Assert.Equal(verdict, Verdict($"type A{{{old}}}", $"type A{{{now}}}").Verdict);

    [Fact]
    public void A_struct_keeps_nothing_aside()
    {
        Assert.Equal(Contracts.Verdict.NeedsMigration, Verdict("type A{struct X:int;Y:string}", "type A{struct X:int}").Verdict);
        Assert.Equal(Contracts.Verdict.Maps, Verdict("type A{struct X:int;Y:string}", "type A{struct X:int}\ndrops A | Y").Verdict);
    }

    [Theory]
    [InlineData("type A{X:int}", "type B{X:int}\nwas B | A", Contracts.Verdict.Maps)]
    [InlineData("type A{X:int}", "type B{X:int}", Contracts.Verdict.Incompatible)]
    [InlineData("type A{X:int}", "type A{struct X:int}", Contracts.Verdict.Incompatible)]
    [InlineData("type A{X:int}", "type A{Z:int}\nwas A | Z | X", Contracts.Verdict.Maps)]
    [InlineData("type A{X:N.Old}", "type A{X:N.New}\nwas N.New | N.Old", Contracts.Verdict.Maps)]
    [InlineData("type A{N.Old.X:int}", "type A{N.New.X:int}\nwas N.New | N.Old", Contracts.Verdict.Maps)]
    [InlineData("type A<int>{X:int}", "type A<T>{X:T}", Contracts.Verdict.Identical)]
    [InlineData("type E{enum byte}", "type E{enum int}", Contracts.Verdict.Maps)]
    [InlineData("type E{enum int}", "type E{enum byte}", Contracts.Verdict.Incompatible)]
    [InlineData("type A{X:double}", "type A{X:decimal}\nmigrates A | X | decimal | X:double", Contracts.Verdict.Maps)]
    [InlineData("type A{X:double}", "type A{X:decimal}\nmigrates A | X | decimal | X:float", Contracts.Verdict.NeedsMigration)]
    public void Types(string old, string now, Verdict verdict) => Assert.Equal(verdict, Verdict(old, now).Verdict);

    [Theory]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/for | 01 | i:int", "", Contracts.Verdict.Identical)]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/for | 02 | i:int", "", Contracts.Verdict.NeedsMigration)]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/for | 02 | i:int", "moved F(int) | F/for | F/for", Contracts.Verdict.Maps)]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/if/for | 01 | i:int", "", Contracts.Verdict.Incompatible)]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/if/for | 01 | i:int", "moved F(int) | F/if/for | F/for", Contracts.Verdict.Maps)]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/for | 01 | i:int;j:int", "", Contracts.Verdict.NeedsMigration)]
    [InlineData("F(int) | F/for | 01 | i:int", "F(int) | F/for | 01 | i:int;j:int", "migrates F(int) | j | int | i:int", Contracts.Verdict.Maps)]
    [InlineData("F(int) | F/for | 01 | i:int;j:int", "F(int) | F/for | 01 | i:int", "", Contracts.Verdict.Maps)]
    [InlineData("F(int) | F/for(i) | 01 | i:int", "F(int) | F/for(k) | 01 | k:int", "was F(int) | k | i", Contracts.Verdict.Maps)]
    [InlineData("N.F(int) | F/for | 01 | i:int", "N.G(int) | G/for | 01 | i:int", "was N.G(int) | N.F(int)", Contracts.Verdict.Maps)]
    [InlineData("N.F(int) | F/for | 01 | i:int", "N.G(int) | G/for | 01 | i:int", "", Contracts.Verdict.Incompatible)]
    [InlineData("F(N.Old) | F | 01 | a:N.Old", "F(N.New) | F | 02 | a:N.New", "was N.New | N.Old", Contracts.Verdict.Maps)]
    public void Cuts(string old, string now, string rule, Verdict verdict) => Assert.Equal(verdict, Verdict("cut " + old, $"cut {now}\n{rule}").Verdict);

    [Fact]
    public void A_text_is_read_as_it_was_written()
    {
        const string text = Head + """
            cut F(int) | F | 01 |
            cut F(int) | F/for | 02 | i:int;items:System.Collections.Generic.List<(int,string)>
            type A{X:int;Y:!string}
            type Nothing{}
            was A | B
            was A | X | Z
            moved F(int) | F/for | F/while
            migrates A | X | int | Z:string;Y:string
            drops A | W
            retired cut F(int) | F/while | 03 |
            retired type C{Q:int}

            """;
        Assert.Equal(text, ContractSet.Parse(text).ToText());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(Head + "type A{X}", 2)]
    [InlineData(Head + "\ncat A", 3)]
    [InlineData(Head + "cut F", 2)]
    public void A_text_that_is_none_says_where(string text, int line) => Assert.Equal(line, Assert.Throws<ContractFormatException>(() => ContractSet.Parse(text)).Line);

    /// <summary>The contracts of a module have definitions, a checkpoint constructions.</summary>
    [Theory]
    [InlineData("A<int>{X:int;Y:A<int>}", "A<T>{X:T;Y:A<T>}", Contracts.Verdict.Identical)]
    [InlineData("A<int>{X:int}", "A<T>{X:T;Y:A<T>}", Contracts.Verdict.Maps)]
    [InlineData("A<T>{X:T}", "A<TItem>{X:TItem}", Contracts.Verdict.Identical)]
    [InlineData("A<(int,string),int[,]>{X:(int,string);Y:int[,]}", "A<T,U>{X:T;Y:U}", Contracts.Verdict.Identical)]
    [InlineData("A<int>{X:int}", "A<T>{X:long}", Contracts.Verdict.Maps)]
    [InlineData("A<int>{struct X:int;Z:int}", "A<T>{struct X:T}", Contracts.Verdict.NeedsMigration)]
    public void Constructions_of_a_generic_type(string old, string now, Verdict verdict) => Assert.Equal(verdict, Verdict("type " + old, "type " + now).Verdict);

    [Fact]
    public void Functions_are_found_closed_and_by_ids_that_had_annotations()
    {
        Assert.Equal(Contracts.Verdict.Identical, Verdict("cut A.F<T>(T) with int | F/while | 1 | x:T", "cut A.F<T>(T) | F/while | 1 | x:T").Verdict);
        Assert.Equal(Contracts.Verdict.Maps, Verdict("cut A.F(string?,object?) | F/while | 1 | x:string?", "cut A.F(string,object) | F/while | 1 | x:string").Verdict);
        Assert.Equal(Contracts.Verdict.Incompatible, Verdict("cut A.F(Mystring?) | F | 1 | ", "cut A.F(Mystring) | F | 1 | ").Verdict);
    }

    [Fact]
    public void A_type_that_is_gone_with_what_held_it_is_kept_aside()
    {
        static IEnumerable<Verdict> Verdicts(string now) =>
            Compatibility.Compare(ContractSet.Parse(Head + "type A{X:int;Y:List<B>}\ntype B{Z:C}\ntype C{W:int}"), ContractSet.Parse(Head + now)).Select(static f => f.Verdict);
        Assert.Equal([Contracts.Verdict.Maps, Contracts.Verdict.Maps, Contracts.Verdict.Maps], Verdicts("type A{X:int}"));
        Assert.Equal([Contracts.Verdict.Identical, Contracts.Verdict.Incompatible, Contracts.Verdict.Incompatible], Verdicts("type A{X:int;Y:List<B>}"));
    }
}
